package org.paschima.insight;

import java.util.Arrays;
import org.paschima.insight.logtools.LogTools;
import org.paschima.runtime.ServiceProcess;
import org.paschima.runtime.zone.TimeZones;

/** insight-service as a process; with a command, one of its log tools. */
public final class InsightMain {

    private InsightMain() {}

    public static void main(String[] arguments) {
        TimeZones.orExit(InsightService.NAME);
        var tools = LogTools.commandLine(System::getenv, System.out, System.err);
        if (arguments.length > 0 && !arguments[0].startsWith("-")) {
            System.exit(tools.execute(arguments));
        }
        if (Arrays.asList(arguments).contains("--help")) {
            System.out.println(InsightService.NAME + ": without a command it serves.");
            System.out.println();
            tools.usage(System.out);
            System.out.println();
        }
        ServiceProcess.run(InsightService.NAME, arguments, InsightConfig::from, InsightService::start);
    }
}
