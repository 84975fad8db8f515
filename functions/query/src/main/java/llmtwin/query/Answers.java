package llmtwin.query;

import java.util.List;
import llmtwin.core.ChatModel;
import llmtwin.core.ChunkIndex;
import llmtwin.core.Embedder;
import llmtwin.core.Embedding;
import llmtwin.core.Passage;
import llmtwin.core.Question;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way from a question to its answer: embed, search, select, answer.
final class Answers {
    private static final Logger log = LoggerFactory.getLogger(Answers.class);
    /// More are found than an answer needs, because some repeat each other and some do not fit.
    private static final int CANDIDATES = 12;

    private static final String NOTHING = "Nothing I have written answers that.";

    private final Embedder embedder;
    private final ChunkIndex index;
    private final Relevance relevance;
    private final Selection selection;
    private final ExtractiveAnswer extractive;
    private final @Nullable ModelAnswer model;

    /// @param model writes the answers; null if sentences are only quoted
    Answers(Embedder embedder, ChunkIndex index, @Nullable ModelAnswer model) {
        this.embedder = embedder;
        this.index = index;
        this.relevance = new Relevance(embedder);
        this.selection = Selection.usual(embedder::tokens);
        this.extractive = new ExtractiveAnswer(embedder);
        this.model = model;
    }

    List<Passage> search(Question question) {
        return index.search(question, embedder.embed(question.text()));
    }

    /// @param question its limit is how many passages the answer may build on
    Answer answer(Question question) {
        var took = new Took();
        var embedding = took.step("embed", () -> embedder.embed(question.text()));
        var candidates = new Question(question.twin(), question.text(), question.category(), CANDIDATES);
        var found = took.step("search", () -> index.search(candidates, embedding));
        var evidence = took.step(
                "select",
                () -> selection.choose(relevance.relevant(question.text(), embedding, found), question.limit()));
        if (evidence.isEmpty()) {
            return new Answer(NOTHING, Answer.EXTRACTIVE, List.of(), null, null, took.millis());
        }
        return model == null
                ? quoted(question, embedding, evidence, null, took)
                : written(model, question, embedding, evidence, took);
    }

    private Answer written(
            ModelAnswer writer, Question question, Embedding embedding, List<Evidence> evidence, Took took) {
        try {
            var statement = took.step("model", () -> writer.answer(question.text(), evidence));
            if (!statement.citations().isEmpty()) {
                return new Answer(
                        statement.text(), Answer.MODEL, statement.citations(), writer.model(), null, took.millis());
            }
            var notice = "The language model's answer cited no passage, so this one quotes them.";
            return quoted(question, embedding, evidence, notice, took);
        } catch (ChatModel.Unavailable e) {
            log.warn("the model {} gave no answer", writer.model(), e);
            var notice = "The language model cannot be reached now, so this answer quotes the passages.";
            return quoted(question, embedding, evidence, notice, took);
        }
    }

    private Answer quoted(
            Question question, Embedding embedding, List<Evidence> evidence, @Nullable String notice, Took took) {
        var statement = took.step("answer", () -> extractive.answer(question.text(), embedding, evidence));
        return new Answer(statement.text(), Answer.EXTRACTIVE, statement.citations(), null, notice, took.millis());
    }
}
