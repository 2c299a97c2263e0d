package org.paschima.notify.mail;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A mail as it is handed over: the same words as plain text and as HTML.
 *
 * @param id of the message, the same whenever it is sent again
 * @param stop where it can be ended by one click (RFC 8058); empty where there is nothing to end
 */
public record Mail(MailAddress to, String id, String subject, String text, String html, Optional<URI> stop) {

    public Mail {
        // What is put into header fields is a line each, whoever it came from.
        if ((id + subject).chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a header field is one line");
        }
    }

    /** The header fields beside those that every mail has. */
    public Map<String, String> headers() {
        return stop.map(address -> Map.of(
                        "Message-ID",
                        id,
                        "Auto-Submitted",
                        "auto-generated",
                        "List-Unsubscribe",
                        "<" + address.toASCIIString() + ">",
                        "List-Unsubscribe-Post",
                        "List-Unsubscribe=One-Click"))
                .orElseGet(() -> Map.of("Message-ID", id, "Auto-Submitted", "auto-generated"));
    }

    /** Without whose it is. */
    @Override
    public String toString() {
        return "Mail";
    }
}
