package org.paschima.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bson.Document;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.Tension;

/**
 * What a user would ask instead of a service: a trend added up by mongod at every question, from one document for each
 * rating, with an index that holds all that is looked at (none is read beside it). It tells cells by day and nothing of
 * level and slope.
 */
final class Aggregation implements AutoCloseable {

    private static final String DATABASE = "aggregation";
    private static final int AT_ONCE = 5_000;
    private static final String ONE_REGION = "tenant, member, region, localDate, tension";
    private static final String ALL_REGIONS = "tenant, member, localDate, region, tension";

    private static final List<Document> BY_VALUE_THEN_DAY = List.of(
            Document.parse("{$group: {_id: {d: '$localDate', r: '$region', t: '$tension'}, n: {$sum: 1}}}"),
            Document.parse(
                    "{$group: {_id: {d: '$_id.d', r: '$_id.r'}, n: {$sum: '$n'}, s: {$sum: {$multiply: ['$n', '$_id.t']}}, "
                            + "q: {$sum: {$multiply: ['$n', '$_id.t', '$_id.t']}}, c: {$push: {t: '$_id.t', n: '$n'}}}}"),
            Document.parse("{$sort: {_id: 1}}"));

    private final Rig rig;
    private final MongoClient client;
    private final MongoCollection<Document> ratings;
    private final Random random = new Random(1);
    private long held;

    Aggregation(Rig rig) {
        this.rig = rig;
        this.client = MongoClients.create(rig.mongod().uri());
        this.ratings = client.getDatabase(DATABASE).getCollection("ratings");
        for (var fields : List.of(ONE_REGION, ALL_REGIONS)) {
            ratings.createIndex(Indexes.ascending(fields.split(", ")), new IndexOptions().name(fields));
        }
    }

    /** Takes the ratings of a member's records; ratings of pain are none. */
    void take(MemberId member, List<MemberRecord> records) {
        var documents = new ArrayList<Document>();
        for (var record : records) {
            var date = record.head().at().toLocalDate().toString();
            tension(record)
                    .forEach(each -> documents.add(new Document("tenant", member.tenant())
                            .append("member", member.member())
                            .append("region", each.region())
                            .append("localDate", date)
                            .append("tension", each.value())));
        }
        for (int from = 0; from < documents.size(); from += AT_ONCE) {
            ratings.insertMany(documents.subList(from, Math.min(documents.size(), from + AT_ONCE)));
        }
        held += documents.size();
    }

    private static Stream<Tension> tension(MemberRecord record) {
        return switch (record) {
            case MemberRecord.Practice practice ->
                Stream.of(practice.before(), practice.after()).flatMap(Aggregation::tension);
            case MemberRecord.PostureCheck check -> check.tension().stream();
            case MemberRecord.TensionReport report -> report.tension().stream();
            case MemberRecord.SymptomReport _ -> Stream.empty();
        };
    }

    private static Stream<Tension> tension(Ratings ratings) {
        return ratings == null ? Stream.empty() : ratings.tension().stream();
    }

    /**
     * A year of members from {@code m-0001} to this number, one question after the other: of one region, and of all regions
     * side by side, each with the index that is made for it.
     */
    void run(int members, int questions, int among) {
        run("one region", ONE_REGION, new Document("region", "upper-back"), members, questions, among);
        run("all regions", ALL_REGIONS, new Document(), members, questions, among);
    }

    private void run(String of, String index, Document only, int members, int questions, int among) {
        ask(index, only, members, questions / 10);
        var mongoCpu = Child.cpu(rig.mongod().pid());
        var latencies = new Latencies(ask(index, only, members, questions));
        System.out.printf(
                "aggregation of one year, %s, among %,d members, %,d ratings, 1 connection: p50 %.2f ms, p99 %.2f ms; CPU ms each: %.2f mongod%n",
                of,
                among,
                held,
                latencies.millis(0.5),
                latencies.millis(0.99),
                Child.cpu(rig.mongod().pid()).minus(mongoCpu).toNanos() / 1e6 / questions);
    }

    private long[] ask(String index, Document only, int members, int questions) {
        var nanoseconds = new long[questions];
        for (int i = 0; i < questions; i++) {
            var pipeline = new ArrayList<Document>();
            pipeline.add(new Document("$match", year(1 + random.nextInt(members), only)));
            pipeline.addAll(BY_VALUE_THEN_DAY);
            long began = System.nanoTime();
            var days = ratings.aggregate(pipeline).hintString(index).into(new ArrayList<>());
            nanoseconds[i] = System.nanoTime() - began;
            if (days.isEmpty()) {
                throw new IllegalStateException("a member without ratings: " + pipeline);
            }
        }
        return nanoseconds;
    }

    private static Document year(int number, Document only) {
        var to = Histories.LAST_DAY;
        var question = new Document("tenant", Histories.TENANT).append("member", "m-%04d".formatted(number));
        question.putAll(only);
        return question.append(
                "localDate",
                new Document("$gte", to.minusDays(Histories.DAYS - 1L).toString()).append("$lte", to.toString()));
    }

    @Override
    public void close() {
        client.getDatabase(DATABASE).drop();
        client.close();
    }
}
