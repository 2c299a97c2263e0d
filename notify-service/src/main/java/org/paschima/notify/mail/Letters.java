package org.paschima.notify.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.paschima.contract.Language;
import org.paschima.contract.NudgeEvent;
import org.paschima.notify.delivery.PathSecret;
import org.paschima.notify.domain.DigestWindows.Window;
import org.paschima.notify.domain.Phrases;

/** Words the mails: each as plain text and as HTML that says the same, and a subject that a stranger may read. */
public final class Letters {

    private static final int ID_BYTES = 16;

    private final Links links;
    private final String domain;

    /** @param domain in which messages are named, that of the sender */
    public Letters(Links links, String domain) {
        this.links = links;
        this.domain = domain;
    }

    /** Asks the owner of an address whether it is theirs to be written to. */
    public Mail confirmation(MailAddress to, PathSecret secret, Language language) {
        var words = Phrases.in(language);
        var link = links.confirm(secret.text());
        var text = words.say("mail.confirm.text") + "\n\n" + link + "\n\n" + words.say("mail.confirm.else") + "\n";
        var html = page(
                language,
                "<p>" + Html.escaped(words.say("mail.confirm.text")) + "</p><p>" + Html.link(link) + "</p><p>"
                        + Html.escaped(words.say("mail.confirm.else")) + "</p>");
        return new Mail(
                to, id("c", secret.digest(), ""), words.say("mail.confirm.subject"), text, html, Optional.empty());
    }

    /** Tells what was suggested, oldest first; at least one. */
    public Mail digest(
            MailSubscription subscription, Window window, List<NudgeEvent.Issued> suggested, Language language) {
        var words = Phrases.in(language);
        var stop = links.stop(subscription.stop());
        var intro = words.say("mail.digest.intro", suggested.size());
        var text = new StringBuilder(intro).append("\n\n");
        var html = new StringBuilder("<p>").append(Html.escaped(intro)).append("</p><ul>");
        for (var each : suggested) {
            var at = at(each.issuedAt().toInstant(), window.zone(), words);
            var content = each.content();
            text.append("- ")
                    .append(words.say("mail.digest.line", at, content.title(), content.text()))
                    .append('\n');
            html.append("<li>")
                    .append(Html.escaped(at))
                    .append(": <b>")
                    .append(Html.escaped(content.title()))
                    .append("</b> ")
                    .append(Html.escaped(content.text()))
                    .append("</li>");
        }
        text.append('\n')
                .append(words.say("mail.digest.stop"))
                .append('\n')
                .append(stop)
                .append('\n');
        html.append("</ul><p>")
                .append(Html.escaped(words.say("mail.digest.stop")))
                .append("<br>")
                .append(Html.link(stop))
                .append("</p>");
        return new Mail(
                subscription.address(),
                id("d", subscription.id(), window.key()),
                words.say("mail.digest.subject"),
                text.toString(),
                page(language, html.toString()),
                Optional.of(stop));
    }

    private static String at(Instant instant, ZoneId zone, Phrases words) {
        return words.when("mail.at", instant, zone, false);
    }

    private static String page(Language language, String body) {
        return "<!doctype html><html lang=\"" + language.tag() + "\"><head><meta charset=\"utf-8\"></head><body>" + body
                + "</body></html>\n";
    }

    /** The same for the same, whoever sends it and however often. */
    private String id(String kind, String of, String which) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest((of + " " + which).getBytes(StandardCharsets.UTF_8));
            return "<" + kind + "." + HexFormat.of().formatHex(digest, 0, ID_BYTES) + "@" + domain + ">";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
