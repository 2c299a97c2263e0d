package org.paschima.localstack;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paschima.notify.NotifyConfig;
import org.paschima.notify.NotifyService;
import org.paschima.runtime.config.Env;

/** notify-service at one address, which may be away for a while and is back there, as one that is updated is. */
final class AwayAndBack implements AutoCloseable {

    private final Map<String, String> settings;
    private final String address;
    private @Nullable NotifyService running;

    private AwayAndBack(Map<String, String> settings, NotifyService running) {
        this.settings = settings;
        this.running = running;
        this.address = running.address();
    }

    static AwayAndBack start(Map<String, String> settings) throws Exception {
        return new AwayAndBack(settings, NotifyService.start(NotifyConfig.from(new Env(settings))));
    }

    String address() {
        return address;
    }

    void leave() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    void comeBack() throws Exception {
        if (running == null) {
            var port = Map.of("HTTP_PORT", Integer.toString(URI.create(address).getPort()));
            running = NotifyService.start(NotifyConfig.from(LocalStack.env(settings, port)));
        }
    }

    @Override
    public void close() {
        leave();
    }
}
