package org.paschima.session;

import org.paschima.runtime.ServiceProcess;
import org.paschima.runtime.zone.TimeZones;

/** session-service as a process. */
public final class SessionMain {

    private SessionMain() {}

    public static void main(String[] arguments) {
        TimeZones.orExit("session-service");
        ServiceProcess.run("session-service", arguments, SessionConfig::from, SessionService::start);
    }
}
