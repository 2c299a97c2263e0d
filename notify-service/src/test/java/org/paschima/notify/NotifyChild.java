package org.paschima.notify;

import org.paschima.runtime.ServiceProcess;
import org.paschima.runtime.zone.TimeZones;

/** The service as a process, on topics named as its group: so that tests can share a broker. */
final class NotifyChild {

    private NotifyChild() {}

    public static void main(String[] arguments) {
        TimeZones.orExit("notify-service");
        ServiceProcess.run(
                "notify-service",
                arguments,
                env -> NotifyConfig.from(
                        env, TestStack.topicsOf(NotifyConfig.from(env).group())),
                NotifyService::start);
    }
}
