package org.paschima.notify.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.paschima.contract.Language;
import org.paschima.http.Answer;
import org.paschima.http.Blocking;
import org.paschima.http.Call;
import org.paschima.http.Handler;
import org.paschima.http.Problem;
import org.paschima.http.ProblemType;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.notify.delivery.PathSecret;
import org.paschima.notify.domain.Phrases;
import org.paschima.notify.mail.Confirmation;
import org.paschima.notify.mail.Digesting;
import org.paschima.notify.mail.Html;
import org.paschima.notify.mail.Links;
import org.paschima.notify.mail.MailStore;
import org.paschima.notify.mail.MailSubscription;

/**
 * The pages that the links in mails lead to. A look changes nothing, since mail filters look at every link; the button there does,
 * and so does a mail program's own button, which sends {@code List-Unsubscribe=One-Click} (RFC 8058). What is sent is not read:
 * who has the secret says all by sending.
 */
final class MailLinkRoutes {

    private static final String HTML = "text/html";
    private static final int MOST_BYTES = 4_096;
    private static final int ID_BYTES = 12;
    /** Nothing but the page itself, and its form leads nowhere but here. */
    private static final String POLICY =
            "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final Blocking blocking;
    private final MailStore store;
    private final NudgeStore nudges;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    MailLinkRoutes(Blocking blocking, MailStore store, NudgeStore nudges, InstantSource clock) {
        this.blocking = blocking;
        this.store = store;
        this.nudges = nudges;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                look(Links.CONFIRM, "confirm"),
                press(Links.CONFIRM, this::confirm),
                look(Links.STOP, "stop"),
                press(Links.STOP, this::stop));
    }

    private static Route look(String path, String page) {
        return Route.get(path + "{link}", Handler.immediate(call -> {
                    QueryParameters.refuseAny(call);
                    return PathSecret.of(call.path("link")).isPresent()
                            ? withButton(language(call), page)
                            : gone(call, language(call));
                }))
                .produces(HTML)
                .secretPath();
    }

    private static Route press(String path, Handler handler) {
        return Route.post(path + "{link}", handler)
                .reads(MOST_BYTES, "application/x-www-form-urlencoded", "multipart/form-data")
                .streamed()
                .produces(HTML)
                .secretPath();
    }

    private Future<Answer> confirm(Call call) {
        QueryParameters.refuseAny(call);
        var language = language(call);
        return asked(call, language, secret -> {
            var confirmed = store.confirmedBy(secret.digest(), clock.instant());
            boolean isDone = confirmed.isPresent()
                    ? store.begin(secret.digest(), begun(confirmed.get()))
                    : store.hasBegun(secret.digest());
            return isDone ? said(language, "confirmed") : gone(call, language);
        });
    }

    private MailSubscription begun(Confirmation confirmed) {
        var now = clock.instant();
        var member = nudges.member(confirmed.member());
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return new MailSubscription(
                confirmed.member(),
                HexFormat.of().formatHex(bytes),
                confirmed.address(),
                confirmed.hours(),
                PathSecret.fresh(random).text(),
                now,
                MailSubscription.State.beginning(member.lastSeq(), Digesting.first(member, confirmed.hours(), now)));
    }

    private Future<Answer> stop(Call call) {
        QueryParameters.refuseAny(call);
        var language = language(call);
        return asked(
                call,
                language,
                secret -> store.stop(secret.digest(), clock.instant())
                        ? said(language, "stopped")
                        : gone(call, language));
    }

    /** What is done with a secret. Blocks. */
    @FunctionalInterface
    private interface Doing {
        Answer with(PathSecret secret) throws Exception;
    }

    private Future<Answer> asked(Call call, Language language, Doing doing) {
        var secret = PathSecret.of(call.path("link"));
        var asker = call.asker();
        return thrownAway(call.stream())
                .compose(_ -> {
                    Callable<Answer> work = () -> secret.isEmpty() ? gone(call, language) : doing.with(secret.get());
                    return blocking.call(asker, work);
                })
                .recover(failure -> Future.failedFuture(Reads.problem(failure)));
    }

    /** Read to its end, so that the connection serves another request; in whatever form it comes, nobody looks at it. */
    private static Future<Void> thrownAway(ReadStream<Buffer> body) {
        var isRead = Promise.<Void>promise();
        body.exceptionHandler(isRead::tryFail);
        body.endHandler(_ -> isRead.tryComplete());
        body.handler(_ -> {});
        body.resume();
        return isRead.future();
    }

    private static Language language(Call call) {
        return call.language().orElse(Language.EN);
    }

    private static Answer withButton(Language language, String page) {
        var words = Phrases.in(language);
        return page(
                200,
                language,
                page,
                "<form method=\"post\"><button>" + Html.escaped(words.say("mail.page." + page + ".button"))
                        + "</button></form>");
    }

    private static Answer said(Language language, String page) {
        return page(200, language, page, "");
    }

    /** Told to a person as a page, and to a program as every other route tells it. */
    private static Answer gone(Call call, Language language) {
        if (call.header("Accept").filter(types -> types.contains(HTML)).isEmpty()) {
            throw Problem.of(ProblemType.NOT_FOUND, "the link is unknown or too old; ask for another one")
                    .asException();
        }
        return page(404, language, "gone", "");
    }

    private static Answer page(int status, Language language, String page, String more) {
        var words = Phrases.in(language);
        var title = Html.escaped(words.say("mail.page." + page + ".title"));
        var html = "<!doctype html><html lang=\"" + language.tag() + "\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\">"
                + "<title>" + title + "</title></head><body><h1>" + title + "</h1><p>"
                + Html.escaped(words.say("mail.page." + page + ".text")) + "</p>" + more + "</body></html>\n";
        return Answer.bytes(status, HTML + "; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY)
                .header("Cache-Control", "no-store")
                .in(language);
    }
}
