package org.paschima.runtime;

/**
 * How many threads of the system carry the virtual ones. A virtual thread that computes keeps its carrier until it waits; with
 * as many carriers as processors two long questions would keep every other call waiting until they are done. With more of them
 * it is the system that shares the processors, a few milliseconds at a time, and who asks for little is served between.
 */
public final class Carriers {

    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";
    private static final int FOR_EACH_PROCESSOR = 4;
    private static final int FEWEST = 16;

    private Carriers() {}

    /** Has an effect only before the first virtual thread of the JVM, and where nobody has said how many. */
    public static void beMore() {
        if (System.getProperty(PARALLELISM) == null) {
            int processors = Runtime.getRuntime().availableProcessors();
            System.setProperty(PARALLELISM, Integer.toString(Math.max(FEWEST, FOR_EACH_PROCESSOR * processors)));
        }
    }
}
