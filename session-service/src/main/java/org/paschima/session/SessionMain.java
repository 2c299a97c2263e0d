package org.paschima.session;

import org.paschima.runtime.ServiceProcess;

/** session-service as a process. */
public final class SessionMain {

    private SessionMain() {}

    public static void main(String[] arguments) {
        ServiceProcess.run("session-service", arguments, SessionConfig::from, SessionService::start);
    }
}
