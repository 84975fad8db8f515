package llmtwin.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import llmtwin.core.Embedder;
import llmtwin.core.Embedding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sentence embeddings by ONNX Runtime: the mean over a BERT model's token vectors, scaled to length 1.
///
/// Texts go through the network one by one, for the index as for questions: a quantised network scales its numbers
/// by the whole batch, so that a text's vector would depend on its neighbours. Callers who have many texts call from
/// as many threads as there are processors; one call uses one.
public final class OnnxEmbedder implements Embedder {
    private static final Logger log = LoggerFactory.getLogger(OnnxEmbedder.class);

    private static final ModelFiles MINILM =
            new ModelFiles("all-minilm-l6-v2-q.onnx", "all-minilm-l6-v2-q-tokenizer.json");
    private static final String MINILM_NAME = "all-minilm-l6-v2-int8";
    private static final int MINILM_DIMENSIONS = 384;
    /// What the model was trained for; its tokenizer file says 128, which would lose half of a chunk in silence.
    private static final int MINILM_TOKENS = 256;

    private final String model;
    private final int dimensions;
    private final int maxTokens;
    private final WordPieceTokenizer tokenizer;
    private final OrtEnvironment environment;
    private final OrtSession session;

    private OnnxEmbedder(String name, int dimensions, int maxTokens, ModelFiles files) throws OrtException {
        this.model = name + "-" + maxTokens;
        this.dimensions = dimensions;
        this.maxTokens = maxTokens;
        this.tokenizer = new WordPieceTokenizer(Vocabulary.fromTokenizerJson(files.tokenizerJson()));
        this.environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "llm-twin");
        this.session = session(environment, files);
    }

    /// all-MiniLM-L6-v2 in int8, English, 384 dimensions, 256 tokens; loaded at the first call, once in this JVM.
    public static OnnxEmbedder shared() {
        return Shared.MINILM;
    }

    private static final class Shared {
        static final OnnxEmbedder MINILM = load();

        private static OnnxEmbedder load() {
            long start = System.nanoTime();
            try {
                var embedder = new OnnxEmbedder(MINILM_NAME, MINILM_DIMENSIONS, MINILM_TOKENS, OnnxEmbedder.MINILM);
                log.info(
                        "loaded model={} ms={}",
                        embedder.model(),
                        Duration.ofNanos(System.nanoTime() - start).toMillis());
                return embedder;
            } catch (OrtException e) {
                throw new IllegalStateException("the embedding model cannot be loaded", e);
            }
        }
    }

    private static OrtSession session(OrtEnvironment environment, ModelFiles files) throws OrtException {
        try (var options = new OrtSession.SessionOptions()) {
            // A second thread inside the runtime spins while it waits: ruinous where a function has less than two
            // processors, and no faster than two callers where it has them.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            return files.read(network -> environment.createSession(network.toString(), options));
        }
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public int maxTokens() {
        return maxTokens;
    }

    @Override
    public int tokens(String text) {
        return tokenizer.count(text);
    }

    @Override
    public Embedding embed(String text) {
        try {
            return embedding(tokenizer.ids(text, maxTokens));
        } catch (OrtException e) {
            throw new IllegalStateException(
                    "the embedding model failed on a text of " + text.length() + " characters", e);
        }
    }

    private Embedding embedding(long[] ids) throws OrtException {
        var ones = new long[ids.length];
        Arrays.fill(ones, 1);
        try (var tokens = OnnxTensor.createTensor(environment, new long[][] {ids});
                var mask = OnnxTensor.createTensor(environment, new long[][] {ones});
                var types = OnnxTensor.createTensor(environment, new long[][] {new long[ids.length]});
                var result =
                        session.run(Map.of("input_ids", tokens, "attention_mask", mask, "token_type_ids", types))) {
            var lastHiddenState = (OnnxTensor) result.get(0);
            return Embedding.normalised(mean(lastHiddenState.getFloatBuffer(), ids.length));
        }
    }

    private float[] mean(FloatBuffer vectors, int count) {
        var mean = new float[dimensions];
        for (int token = 0; token < count; token++) {
            for (int i = 0; i < dimensions; i++) {
                mean[i] += vectors.get() / count;
            }
        }
        return mean;
    }
}
