package org.paschima.insight.store;

/** The causes that insight itself gives for setting a record aside, in plain words; the others are the codec's. */
public final class ParkedCauses {

    public static final String DAY_FULL = "the day it belongs to is full";
    public static final String UNKNOWN_TYPE = "it is of a type that is not known";

    private ParkedCauses() {}
}
