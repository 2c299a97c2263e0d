package org.paschima.contract;

/** The topics. Each record is keyed by {@link MemberId#key()}. */
public final class LogTopics {

    public static final String MEMBER_LOG = "paschima.member-log.v1";
    public static final String NUDGES = "paschima.nudges.v1";
    public static final String DECISIONS = "paschima.decisions.v1";

    private LogTopics() {}
}
