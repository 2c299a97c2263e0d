package org.paschima.localstack;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;

/** Starts a stack and keeps it until the process is told to end. */
final class Up {

    private static final int LAUNCHER_HAS_GONE = 1;

    private Up() {}

    static int run(StackOptions options) throws Exception {
        var progress = new Progress(System.err);
        endWithLauncher();
        var stopped = new CountDownLatch(1);
        var stack = LocalStack.start(options, System.getenv(), progress);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            progress.say("stopping");
                            stack.close();
                            progress.say("stopped; the data stays in "
                                    + options.folder().path());
                            progress.end();
                            stopped.countDown();
                        },
                        "stop"));
        try {
            var now = options.startAt().isPresent()
                    ? stack.setClock(options.startAt().get())
                    : Instant.now();
            if (options.sample() && !options.folder().hasSample()) {
                // a start that was broken off while loading is finished, so it has to say the same as the one before
                SampleStudio.load(stack, options.folder().sampleBegunAt(now), progress);
                options.folder().saySampleLoaded();
            }
            progress.end();
            greet(stack, options.folder(), now);
        } catch (Exception e) {
            progress.say("stopping, since the start failed");
            stack.close(); // in order, before the process ends and its children with it
            progress.end();
            throw e;
        }
        stopped.await();
        return 0;
    }

    /** The launcher, which starts a stack again that ran out of memory, is waited for: nobody else stops what it started. */
    private static void endWithLauncher() {
        var launcher = Long.getLong("paschima.launcher", -1);
        ProcessHandle.current()
                .parent()
                .filter(parent -> parent.pid() == launcher)
                .ifPresent(parent -> {
                    var _ = parent.onExit().thenRun(() -> System.exit(LAUNCHER_HAS_GONE));
                });
    }

    private static void greet(LocalStack stack, StackFolder folder, Instant now) {
        var token = stack.tokens().forMember(SampleStudio.TENANT, "m-0001", Scopes.MEMBER, Duration.ofHours(12));
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        System.out.printf(
                """

                Paschima is up.
                  dashboard        %10$s   to look at, and one origin for all three
                  session-service  %1$s   records in
                  insight-service  %2$s   answers out
                  notify-service   %3$s   nudges out
                  MongoDB          %4$s
                  data             %5$s

                A token for member m-0001 of %6$s (12 hours; more with ./paschima token --tenant %6$s --member m-0002):

                TOKEN=%7$s

                Try:
                  curl -s -H "Authorization: Bearer $TOKEN" '%2$s/v1/members/me/trends?region=upper-back&from=%8$s&to=%9$s'
                  curl -s -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' %1$s/v1/members/me/tension-reports \\
                    -d '{"at": "'$(date +%%Y-%%m-%%dT%%H:%%M:%%S%%:z)'", "zone": "UTC", "tension": [{"region": "neck", "value": 4}]}'
                  curl -sN -H "Authorization: Bearer $TOKEN" %3$s/v1/members/me/nudges/stream

                Ctrl-C stops it.
                """,
                stack.running().session(),
                stack.running().insight(),
                stack.running().notifications(),
                stack.mongo(),
                folder.path(),
                SampleStudio.TENANT,
                token,
                today.minusDays(90),
                today,
                stack.page());
        System.out.flush();
    }
}
