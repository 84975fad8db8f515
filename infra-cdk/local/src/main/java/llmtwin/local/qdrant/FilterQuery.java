package llmtwin.local.qdrant;

import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Common.Range;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;

/// Translates Qdrant's filters into Lucene's queries. A condition on a list holds if it holds for any element.
final class FilterQuery {
    private final Schema schema;

    FilterQuery(Schema schema) {
        this.schema = schema;
    }

    Query of(Filter filter) {
        var query = new BooleanQuery.Builder().add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
        filter.getMustList().forEach(condition -> query.add(of(condition), Occur.FILTER));
        filter.getMustNotList().forEach(condition -> query.add(of(condition), Occur.MUST_NOT));
        if (filter.getShouldCount() > 0) {
            query.add(atLeast(1, filter.getShouldList()), Occur.FILTER);
        }
        if (filter.hasMinShould()) {
            var minimum = filter.getMinShould();
            query.add(atLeast(minimum.getMinCount(), minimum.getConditionsList()), Occur.FILTER);
        }
        return query.build();
    }

    private Query atLeast(long minimum, List<Condition> conditions) {
        var query = new BooleanQuery.Builder().setMinimumNumberShouldMatch(Math.clamp(minimum, 0, Integer.MAX_VALUE));
        conditions.forEach(condition -> query.add(of(condition), Occur.SHOULD));
        return query.build();
    }

    private Query of(Condition condition) {
        return switch (condition.getConditionOneOfCase()) {
            case FIELD -> of(condition.getField());
            case FILTER -> of(condition.getFilter());
            case IS_EMPTY -> isEmpty(condition.getIsEmpty().getKey());
            case IS_NULL -> isNull(condition.getIsNull().getKey());
            case HAS_ID -> hasId(condition.getHasId().getHasIdList());
            case HAS_VECTOR -> hasVector(condition.getHasVector().getHasVector());
            case NESTED -> throw Rpc.unimplemented("a nested condition");
            case CONDITIONONEOF_NOT_SET -> throw Rpc.wrongInput("a filter holds an empty condition");
        };
    }

    private Query of(FieldCondition field) {
        var path = PayloadPath.of(field.getKey()).name();
        if (field.hasMatch()) {
            return of(path, field.getMatch());
        }
        if (field.hasRange()) {
            return of(path, field.getRange());
        }
        if (field.hasDatetimeRange()) {
            return of(path, field.getDatetimeRange());
        }
        if (field.hasIsEmpty()) {
            return field.getIsEmpty() ? isEmpty(path) : not(isEmpty(path));
        }
        if (field.hasIsNull()) {
            return field.getIsNull() ? isNull(path) : not(isNull(path));
        }
        throw Rpc.unimplemented("the condition on `" + field.getKey() + "`");
    }

    private Query of(String path, Match match) {
        return switch (match.getMatchValueCase()) {
            case KEYWORD -> new TermQuery(PayloadFields.keyword(path, match.getKeyword()));
            case INTEGER -> new TermQuery(PayloadFields.integer(path, match.getInteger()));
            case BOOLEAN -> new TermQuery(PayloadFields.bool(path, match.getBoolean()));
            case KEYWORDS ->
                anyOf(match.getKeywords().getStringsList().stream().map(value -> PayloadFields.keyword(path, value)));
            case INTEGERS ->
                anyOf(match.getIntegers().getIntegersList().stream().map(value -> PayloadFields.integer(path, value)));
            case TEXT, TEXT_ANY, PHRASE, EXCEPT_KEYWORDS, EXCEPT_INTEGERS -> scan(path, match);
            case MATCHVALUE_NOT_SET -> throw Rpc.wrongInput("the match on `" + path + "` has no value");
        };
    }

    private Query scan(String path, Match match) {
        return new BooleanQuery.Builder()
                .add(new TermQuery(PayloadFields.filled(path)), Occur.FILTER)
                .add(
                        new PayloadScan(PayloadPath.of(path), new ValueMatch(match, schema.hasTextIndex(path))),
                        Occur.FILTER)
                .build();
    }

    private static Query of(String path, Range range) {
        double from = Math.max(
                range.hasGte() ? range.getGte() : Double.NEGATIVE_INFINITY,
                range.hasGt() ? DoublePoint.nextUp(range.getGt()) : Double.NEGATIVE_INFINITY);
        double to = Math.min(
                range.hasLte() ? range.getLte() : Double.POSITIVE_INFINITY,
                range.hasLt() ? DoublePoint.nextDown(range.getLt()) : Double.POSITIVE_INFINITY);
        return DoublePoint.newRangeQuery(PayloadFields.numberField(path), from, to);
    }

    private static Query of(String path, DatetimeRange range) {
        long from = Math.max(
                range.hasGte() ? Moment.microsUp(range.getGte()) : Long.MIN_VALUE,
                range.hasGt() ? Moment.micros(range.getGt()) + 1 : Long.MIN_VALUE);
        long to = Math.min(
                range.hasLte() ? Moment.micros(range.getLte()) : Long.MAX_VALUE,
                range.hasLt() ? Moment.microsUp(range.getLt()) - 1 : Long.MAX_VALUE);
        return LongPoint.newRangeQuery(PayloadFields.momentField(path), from, to);
    }

    private static Query isEmpty(String key) {
        return not(new TermQuery(PayloadFields.filled(PayloadPath.of(key).name())));
    }

    private static Query isNull(String key) {
        return new TermQuery(PayloadFields.isNull(PayloadPath.of(key).name()));
    }

    private static Query not(Query query) {
        return new BooleanQuery.Builder()
                .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
                .add(query, Occur.MUST_NOT)
                .build();
    }

    private static Query hasId(List<PointId> ids) {
        return hasKey(ids.stream().map(PointKey::of).toList());
    }

    static Query hasKey(Collection<PointKey> keys) {
        return new TermInSetQuery(
                PointDocument.KEY, keys.stream().map(PointKey::bytes).toList());
    }

    private Query hasVector(String name) {
        return new FieldExistsQuery(
                schema.dense().containsKey(name) ? PointDocument.denseField(name) : PointDocument.sparseField(name));
    }

    private static Query anyOf(Stream<Term> terms) {
        var byField = terms.toList();
        return byField.isEmpty()
                ? new BooleanQuery.Builder().build()
                : new TermInSetQuery(
                        byField.getFirst().field(),
                        byField.stream().map(Term::bytes).toList());
    }
}
