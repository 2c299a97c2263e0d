package org.paschima.contract;

/** How a value was obtained (domain.md §1.1). All but {@link #SELF_ESTIMATE} and {@link #OBSERVER} are instruments. */
public enum Method {
    PHOTO("photo"),
    APP("app"),
    INCLINOMETER("inclinometer"),
    SELF_ESTIMATE("self-estimate"),
    OBSERVER("observer");

    private final String wire;

    Method(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    public boolean isInstrument() {
        return this == PHOTO || this == APP || this == INCLINOMETER;
    }
}
