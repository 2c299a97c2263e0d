package org.paschima.insight;

import org.paschima.runtime.ServiceProcess;

/** insight-service as a process. */
public final class InsightMain {

    private InsightMain() {}

    public static void main(String[] arguments) {
        ServiceProcess.run("insight-service", arguments, InsightConfig::from, InsightService::start);
    }
}
