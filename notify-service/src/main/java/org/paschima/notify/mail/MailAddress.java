package org.paschima.notify.mail;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where mail can be sent to: {@code local@domain} in the characters that need no quotes and no extension of SMTP, within the
 * lengths of RFC 5321 §4.5.3.1. A domain in other letters is written as the network knows it ({@code xn--…}).
 */
public record MailAddress(String text) {

    public static final String RULE = "an e-mail address such as anne@example.org";
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST = 254;
    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

    /** Of these the JDK makes another domain than the rules of today do, which may be another's. */
    private static final Pattern READ_IN_TWO_WAYS = Pattern.compile("[ßẞς\\u200c\\u200d]");

    /** Empty for what is none, or cannot be written to from here. */
    public static Optional<MailAddress> of(String written) {
        int at = written.lastIndexOf('@');
        if (at < 1
                || written.length() > LONGEST
                || READ_IN_TWO_WAYS.matcher(written).find()) {
            return Optional.empty();
        }
        var local = written.substring(0, at);
        if (local.length() > LONGEST_LOCAL || !LOCAL.matcher(local).matches()) {
            return Optional.empty();
        }
        return domain(written.substring(at + 1))
                .map(domain -> new MailAddress(local + "@" + domain))
                .filter(address -> address.text.length() <= LONGEST);
    }

    private static Optional<String> domain(String written) {
        try {
            var ascii = IDN.toASCII(written, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return DOMAIN.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    public String domain() {
        return text.substring(text.lastIndexOf('@') + 1);
    }

    /** The same for all spellings that usually lead to one mailbox, and says nothing of it. */
    public String mailbox() {
        var local = text.substring(0, text.lastIndexOf('@')).toLowerCase(Locale.ROOT);
        int tag = local.indexOf('+');
        var plain = (tag > 0 ? local.substring(0, tag) : local) + "@" + domain();
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Without the address, which is a person's. */
    @Override
    public String toString() {
        return "MailAddress";
    }
}
