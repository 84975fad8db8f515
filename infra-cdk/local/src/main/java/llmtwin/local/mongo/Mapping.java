package llmtwin.local.mongo;

import java.util.function.Consumer;
import llmtwin.unpack.Member;
import org.bson.BsonDocument;

/// What of a record is writing.
sealed interface Mapping permits FieldMapping, HandbookMapping {
    /// Hands over what the record holds, or why it holds nothing.
    ///
    /// @param name of the record
    void read(BsonDocument record, String name, Consumer<Member> members);

    /// For people, in one line.
    String describe();
}
