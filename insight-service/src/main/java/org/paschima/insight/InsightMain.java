package org.paschima.insight;

import java.util.Arrays;
import java.util.List;
import org.paschima.runtime.ServiceProcess;
import org.paschima.runtime.zone.TimeZones;

/** insight-service as a process; with a command, one of its log tools. */
public final class InsightMain {

    private InsightMain() {}

    public static void main(String[] arguments) {
        TimeZones.orExit(InsightService.NAME);
        if (arguments.length > 0 && !arguments[0].startsWith("-")) {
            System.exit(new LogTools(System.getenv(), System.out, System.err).run(List.of(arguments)));
        }
        if (Arrays.asList(arguments).contains("--help")) {
            System.out.print(LogTools.HELP);
        }
        ServiceProcess.run(InsightService.NAME, arguments, InsightConfig::from, InsightService::start);
    }
}
