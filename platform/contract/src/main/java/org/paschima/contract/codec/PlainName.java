package org.paschima.contract.codec;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.paschima.contract.RecordKind;
import org.paschima.contract.json.Known;

/** The field names that {@link PlainRecord} knows, of all kinds of records and their parts. */
enum PlainName {
    KIND("kind"),
    MEMBER("member"),
    SOURCE("source"),
    CLIENT_RECORD_ID("clientRecordId"),
    VERSION("version"),
    AT("at"),
    STARTED_AT("startedAt"),
    ENDED_AT("endedAt"),
    ZONE("zone"),
    DAY_START("dayStart"),
    LOCAL_DATE("localDate"),
    CONTEXT("context"),
    MOMENT("moment"),
    SEGMENTS("segments"),
    BEFORE("before"),
    AFTER("after"),
    STOPPED_EARLY("stoppedEarly"),
    CONCURRENT("concurrent"),
    NOTE("note"),
    TENSION("tension"),
    STRESS("stress"),
    MOOD("mood"),
    PAIN("pain"),
    POSITION("position"),
    FELT("felt"),
    TADASANA("tadasana"),
    OBSERVATIONS("observations"),
    BREATH("breath"),
    COMFORTABLE("comfortable"),
    REGION("region"),
    SIDE("side"),
    VALUE("value"),
    PRACTICE("practice"),
    MINUTES("minutes"),
    ARM_VARIATION("armVariation"),
    CUES("cues"),
    BREATH_RATE("breathRate"),
    ACTIVITY("activity"),
    LABEL("label"),
    FRONT_BACK("frontBack"),
    SIDE_SIDE("sideSide"),
    EARS("ears"),
    SHOULDERS("shoulders"),
    HIPS("hips"),
    ANKLES("ankles"),
    MEASURE("measure"),
    METHOD("method"),
    INSTRUMENT("instrument"),
    QUALITY("quality"),
    RATE("rate"),
    BACK_AWARENESS("backAwareness");

    static final Known<PlainName> NAMES = Known.of(Arrays.asList(values()), name -> name.wire);

    /** What a request may say of a record that is not in it. */
    static final Set<PlainName> BESIDE_A_RECORD = EnumSet.of(KIND, MEMBER);

    private static final Set<PlainName> OF_PRACTICES =
            withHead(STARTED_AT, ENDED_AT, CONTEXT, MOMENT, SEGMENTS, BEFORE, AFTER, STOPPED_EARLY, CONCURRENT, NOTE);
    private static final Set<PlainName> OF_POSTURE_CHECKS =
            withHead(AT, POSITION, CONTEXT, FELT, TADASANA, OBSERVATIONS, BREATH, TENSION, COMFORTABLE);
    private static final Set<PlainName> OF_TENSION_REPORTS = withHead(AT, TENSION, STRESS, PAIN, MOMENT);

    private final String wire;

    PlainName(String wire) {
        this.wire = wire;
    }

    private static Set<PlainName> withHead(PlainName... own) {
        var names = EnumSet.of(SOURCE, CLIENT_RECORD_ID, VERSION, ZONE, DAY_START, LOCAL_DATE);
        names.addAll(Arrays.asList(own));
        return names;
    }

    /** What a record of the kind may say; nothing where the kind is not read here. */
    static Set<PlainName> of(RecordKind kind) {
        return switch (kind) {
            case PRACTICE -> OF_PRACTICES;
            case POSTURE_CHECK -> OF_POSTURE_CHECKS;
            case TENSION_REPORT -> OF_TENSION_REPORTS;
            case SYMPTOM_REPORT -> Set.of();
        };
    }
}
