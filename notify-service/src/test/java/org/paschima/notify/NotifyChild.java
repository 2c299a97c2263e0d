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
                env -> {
                    var config = NotifyConfig.from(env);
                    return config.with(TestStack.topicsOf(config.group()));
                },
                NotifyService::start);
    }
}
