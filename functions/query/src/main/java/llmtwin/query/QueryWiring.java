package llmtwin.query;

import java.util.Map;
import java.util.Optional;
import llmtwin.aws.AwsClients;
import llmtwin.core.ChunkIndex;
import llmtwin.core.Embedder;
import llmtwin.core.Settings;
import llmtwin.embedding.OnnxEmbedder;
import llmtwin.index.QdrantAddress;
import llmtwin.index.QdrantChunkIndex;

/// What the query function is made of.
record QueryWiring(Embedder embedder, Answers answers) {
    private static final String PROMPT = "answer-v1";

    static QueryWiring fromEnvironment(Map<String, String> environment) {
        var settings = new Settings(environment);
        var embedder = OnnxEmbedder.shared();
        var secret = AwsClients.from(environment).secret(settings.required("QDRANT_SECRET"));
        return of(embedder, new QdrantChunkIndex(QdrantAddress.fromJson(secret), embedder), settings);
    }

    static QueryWiring of(Embedder embedder, ChunkIndex index, Settings settings) {
        var model = model(settings)
                .map(chat -> new ModelAnswer(chat, AnswerPrompt.ofVersion(PROMPT)))
                .orElse(null);
        return new QueryWiring(embedder, new Answers(embedder, index, model));
    }

    /// Empty if no model is named: then answers are quotes.
    private static Optional<OpenAiChatModel> model(Settings settings) {
        return settings.optional("TWIN_MODEL_URL")
                .map(url -> new OpenAiChatModel(
                        url,
                        settings.required("TWIN_MODEL_NAME"),
                        settings.optional("TWIN_MODEL_KEY"),
                        OpenAiChatModel.TIMEOUT));
    }
}
