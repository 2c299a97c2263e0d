package org.paschima.notify;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.paschima.contract.LogTopics;
import org.paschima.http.HttpConfig;
import org.paschima.http.auth.TokenConfig;
import org.paschima.notify.http.NotifyLimits;
import org.paschima.runtime.config.Env;
import org.paschima.store.BackingConfig;

/**
 * Everything notify-service can be told from outside.
 *
 * @param group the consumer group; also what metrics are named after
 * @param drawKey the secret that draws are made with; the same on every instance and for ever
 * @param decisionsKept how long receipts are kept
 * @param nudgeLogKept how long the nudge log is kept
 * @param limits how much may be had at once
 * @param webhooks where to and how many messages go out
 * @param push with which keys and how many messages go to browsers
 * @param mail by which relay members are written to
 * @param busy how calendars of members are read
 */
public record NotifyConfig(
        HttpConfig http,
        TokenConfig tokens,
        BackingConfig backing,
        String group,
        String drawKey,
        TopicNames topics,
        Duration decisionsKept,
        Duration nudgeLogKept,
        NotifyLimits limits,
        WebhookConfig webhooks,
        PushConfig push,
        MailSettings mail,
        BusySettings busy,
        TimeSource time) {

    static final int DEFAULT_PORT = 8083;

    /** Whose time it is. */
    public enum TimeSource {
        SYSTEM,
        SETTABLE
    }

    /** The topics; tests that share a broker name them otherwise, nothing else can. */
    public record TopicNames(String memberLog, String nudges, String decisions) {
        public static final TopicNames OF_CONTRACT =
                new TopicNames(LogTopics.MEMBER_LOG, LogTopics.NUDGES, LogTopics.DECISIONS);

        String of(String ofContract) {
            return switch (ofContract) {
                case LogTopics.MEMBER_LOG -> memberLog;
                case LogTopics.NUDGES -> nudges;
                case LogTopics.DECISIONS -> decisions;
                default -> ofContract;
            };
        }
    }

    public static NotifyConfig from(Env env) {
        return from(env, TopicNames.OF_CONTRACT);
    }

    static NotifyConfig from(Env env, TopicNames topics) {
        return new NotifyConfig(
                HttpConfig.from(env, DEFAULT_PORT),
                TokenConfig.from(env),
                BackingConfig.from(env, "notify"),
                env.string("CONSUMER_GROUP", "notify-service", "the consumer group of all instances"),
                env.required("NUDGE_DRAW_KEY", "the secret that nudges are drawn with, the same on every instance"),
                topics,
                env.duration("DECISIONS_KEPT", Duration.ofDays(30), "how long receipts are kept"),
                env.duration("NUDGE_LOG_KEPT", Duration.ofDays(400), "how long the nudge log is kept"),
                NotifyLimits.from(env),
                WebhookConfig.from(env),
                PushConfig.from(env),
                MailSettings.from(env),
                BusySettings.from(env),
                env.oneOf(
                        "CLOCK",
                        TimeSource.class,
                        TimeSource.SYSTEM,
                        "system, or settable for tests and demonstrations (PUT /v1/clock)"));
    }

    byte[] drawKeyBytes() {
        return drawKey.getBytes(StandardCharsets.UTF_8);
    }

    /** Without the secret, and without addresses that may hold one. */
    @Override
    public String toString() {
        return "NotifyConfig[group=" + group + ", backing=" + backing + "]";
    }
}
