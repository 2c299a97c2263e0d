package org.paschima.contract;

/** The kinds of record a member can have. */
public enum RecordKind {
    PRACTICE("practice", "practices"),
    POSTURE_CHECK("posture-check", "posture-checks"),
    TENSION_REPORT("tension-report", "tension-reports"),
    SYMPTOM_REPORT("symptom-report", "symptom-reports");

    private final String wire;
    private final String path;

    RecordKind(String wire, String path) {
        this.wire = wire;
        this.path = path;
    }

    public String wire() {
        return wire;
    }

    /** The plural in paths. */
    public String path() {
        return path;
    }
}
