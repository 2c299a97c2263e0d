package org.paschima.notify;

import org.paschima.runtime.ServiceProcess;

/** notify-service as a process. */
public final class NotifyMain {

    private NotifyMain() {}

    public static void main(String[] arguments) {
        ServiceProcess.run("notify-service", arguments, NotifyConfig::from, NotifyService::start);
    }
}
