package org.paschima.notify;

import org.paschima.runtime.ServiceProcess;
import org.paschima.runtime.zone.TimeZones;

/** notify-service as a process. */
public final class NotifyMain {

    private NotifyMain() {}

    public static void main(String[] arguments) {
        TimeZones.orExit("notify-service");
        ServiceProcess.run("notify-service", arguments, NotifyConfig::from, NotifyService::start);
    }
}
