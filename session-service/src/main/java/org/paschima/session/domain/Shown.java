package org.paschima.session.domain;

import java.util.LinkedHashMap;
import java.util.Set;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.Strictness;

/**
 * A record in the form in which insight-service shows it, {@code {"id", "kind", "version", "localDate", "record": {…}}}: what
 * was read there can be sent back as it is, with a raised version. Either version may have been raised; the higher is meant.
 */
final class Shown {

    private static final String RECORD = "record";
    private static final String VERSION = "version";
    private static final Set<String> OF_THE_RECORD = Set.of("id", "kind", "member", "localDate");
    private static final Set<String> OF_THE_ANSWER = Set.of(RECORD, VERSION, "asOf", "revision");

    private Shown() {}

    /** The fields of the record, whether it is shown or plain. */
    static Fields fieldsOf(Json.Obj object, Problems problems) {
        if (!(object.fields().get(RECORD) instanceof Json.Obj inner)) {
            return new Fields(object, "", problems, Strictness.REQUEST);
        }
        var all = new LinkedHashMap<>(inner.fields());
        object.fields().forEach((name, value) -> {
            if (OF_THE_RECORD.contains(name)) {
                all.putIfAbsent(name, value);
            } else if (name.equals(VERSION)) {
                all.merge(name, value, Shown::higher);
            } else if (!OF_THE_ANSWER.contains(name)) {
                problems.add(
                        "/" + name.replace("~", "~0").replace("/", "~1"),
                        "UNKNOWN_FIELD",
                        "this field is not known beside a record; leave it out");
            }
        });
        return new Fields(new Json.Obj(all), "/" + RECORD, problems, Strictness.REQUEST);
    }

    private static Json higher(Json one, Json other) {
        return one instanceof Json.Num(var a) && other instanceof Json.Num(var b) && b > a ? other : one;
    }
}
