package org.paschima.insight.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.bson.types.Binary;
import org.paschima.contract.Consents;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.UnreadableException;
import org.paschima.insight.store.MemberSettings;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Outages;

/** Members of a tenant by what they consent to now. Reads every consent of the tenant, so never on behalf of a request. */
final class ConsentingMembers {

    private static final String SUFFIX = "/" + MemberSettings.Kind.CONSENTS.wire();

    private final Supplier<MongoStore> store;

    /** @param store the one that holds the winning settings, asked anew each time */
    ConsentingMembers(Supplier<MongoStore> store) {
        this.store = store;
    }

    private record Hashed(MemberId member, long hash) {
        private static final Comparator<Hashed> ORDER = Comparator.comparingLong(Hashed::hash)
                .thenComparing(each -> each.member().key());
    }

    /** At most so many: those with the least hash, so that who is among them does not follow from what they did. */
    List<MemberId> of(String tenant, Predicate<Consents> wanted, int most) {
        var kept = new PriorityQueue<Hashed>(Hashed.ORDER.reversed());
        // all keys of a tenant lie between its name with a slash and its name with the character after the slash
        var range = Filters.and(Filters.gte("_id", tenant + "/"), Filters.lt("_id", tenant + "0"));
        try (var cursor = store.get()
                .database()
                .getCollection(SettingDocuments.COLLECTION)
                .find(range)
                .projection(Projections.include("j"))
                .batchSize(2_000)
                .cursor()) {
            while (cursor.hasNext()) {
                var document = cursor.next();
                var key = document.getString("_id");
                if (key.endsWith(SUFFIX)
                        && wanted.test(consents(document.get("j", Binary.class).getData()))) {
                    var member = MemberId.parse(key.substring(0, key.length() - SUFFIX.length()));
                    kept.add(new Hashed(member, hash(member)));
                    if (kept.size() > most) {
                        kept.poll();
                    }
                }
            }
        } catch (MongoException e) {
            throw Outages.of(e);
        }
        var members = new ArrayList<>(kept);
        members.sort(Hashed.ORDER);
        return members.stream().map(Hashed::member).toList();
    }

    private static long hash(MemberId member) {
        var crc = new CRC32C();
        crc.update(member.key().getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    /** What cannot be read is no consent: nothing is shared on grounds that nobody can show. */
    static Consents consents(byte[] json) {
        try {
            return FactCodec.consents(json);
        } catch (UnreadableException _) {
            return Consents.NONE;
        }
    }
}
