package org.paschima.contract.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.RecordKind;
import org.paschima.contract.json.Known;

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
    NUDGES_PAUSED("org.paschima.nudge.paused.v1"),
    CARE_DISMISSED("org.paschima.care.dismissed.v1"),
    NUDGE_ISSUED("org.paschima.nudge.issued.v1"),
    NUDGE_WITHDRAWN("org.paschima.nudge.withdrawn.v1"),
    DECISION_MADE("org.paschima.decision.made.v1");

    private static final Known<WireName> BY_TYPE = Known.of(Arrays.asList(values()), WireName::type);

    private final String type;

    WireName(String type) {
        this.type = type;
    }

    /** The value of {@code ce_type}. */
    public String type() {
        return type;
    }

    /** The name of a {@code ce_type}, as the header's bytes say it; null when it is none. */
    static @Nullable WireName ofType(byte[] type) {
        return BY_TYPE.find(type, 0, type.length);
    }

    /** The kind of record that this says was recorded; null for the others. */
    @Nullable
    RecordKind recorded() {
        return switch (this) {
            case PRACTICE_RECORDED -> RecordKind.PRACTICE;
            case POSTURE_CHECK_RECORDED -> RecordKind.POSTURE_CHECK;
            case TENSION_REPORT_RECORDED -> RecordKind.TENSION_REPORT;
            case SYMPTOM_REPORT_RECORDED -> RecordKind.SYMPTOM_REPORT;
            case RECORD_DELETED,
                    PROFILE_CHANGED,
                    CONSENTS_CHANGED,
                    SCREENING_CHANGED,
                    NUDGE_PLAN_CHANGED,
                    NUDGE_FATE_REPORTED,
                    NUDGES_RESUMED,
                    NUDGES_PAUSED,
                    CARE_DISMISSED,
                    NUDGE_ISSUED,
                    NUDGE_WITHDRAWN,
                    DECISION_MADE -> null;
        };
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
            case Fact.NudgesPaused _ -> NUDGES_PAUSED;
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
