package org.paschima.contract.codec;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.paschima.contract.Fact;
import org.paschima.contract.RecordKind;

/** The names of the events on the wire. They outlive the Java names: renaming a type must not change one. */
public enum WireName {
    PRACTICE_RECORDED("org.paschima.practice.recorded.v1"),
    POSTURE_CHECK_RECORDED("org.paschima.posture-check.recorded.v1"),
    TENSION_REPORT_RECORDED("org.paschima.tension-report.recorded.v1"),
    SYMPTOM_REPORT_RECORDED("org.paschima.symptom-report.recorded.v1"),
    RECORD_DELETED("org.paschima.record.deleted.v1"),
    PROFILE_CHANGED("org.paschima.member.profile-changed.v1"),
    CONSENTS_CHANGED("org.paschima.member.consents-changed.v1"),
    SCREENING_CHANGED("org.paschima.member.screening-changed.v1"),
    NUDGE_PLAN_CHANGED("org.paschima.nudge-plan.changed.v1"),
    NUDGE_FATE_REPORTED("org.paschima.nudge.fate-reported.v1"),
    NUDGES_RESUMED("org.paschima.nudge.resumed.v1"),
    CARE_DISMISSED("org.paschima.care.dismissed.v1"),
    NUDGE_ISSUED("org.paschima.nudge.issued.v1"),
    NUDGE_WITHDRAWN("org.paschima.nudge.withdrawn.v1"),
    DECISION_MADE("org.paschima.decision.made.v1");

    private static final Map<String, WireName> BY_TYPE =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(WireName::type, Function.identity()));

    private final String type;

    WireName(String type) {
        this.type = type;
    }

    /** The value of {@code ce_type}. */
    public String type() {
        return type;
    }

    public static Optional<WireName> ofType(String type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }

    static WireName of(Fact fact) {
        return switch (fact) {
            case Fact.Recorded(var record, var _) -> of(record.kind());
            case Fact.Deleted _ -> RECORD_DELETED;
            case Fact.ProfileChanged _ -> PROFILE_CHANGED;
            case Fact.ConsentsChanged _ -> CONSENTS_CHANGED;
            case Fact.ScreeningChanged _ -> SCREENING_CHANGED;
            case Fact.NudgePlanChanged _ -> NUDGE_PLAN_CHANGED;
            case Fact.NudgeFateReported _ -> NUDGE_FATE_REPORTED;
            case Fact.NudgesResumed _ -> NUDGES_RESUMED;
            case Fact.CareDismissed _ -> CARE_DISMISSED;
        };
    }

    public static WireName of(RecordKind kind) {
        return switch (kind) {
            case PRACTICE -> PRACTICE_RECORDED;
            case POSTURE_CHECK -> POSTURE_CHECK_RECORDED;
            case TENSION_REPORT -> TENSION_REPORT_RECORDED;
            case SYMPTOM_REPORT -> SYMPTOM_REPORT_RECORDED;
        };
    }
}
