package org.paschima.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * One request as HTTP/1 allows it or not, whatever is odd about its line, its fields and its framing. In its body stands
 * another one, where nobody may take it for one.
 */
public record RawShape(String text) {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");
    private static final int NOT_IMPLEMENTED = 501;
    private static final int VERSION_NOT_SUPPORTED = 505;

    /**
     * One of them. The same state of the generator makes the same one.
     *
     * @param targets the paths that are asked for
     * @param second the path of the request in the body
     */
    public static RawShape of(Random random, String token, List<String> targets, String second) {
        var end = pick(random, "\r\n", "\r\n", "\r\n", "\r\n", "\n");
        var body = "\r\nGET " + second + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        var framing = framing(random, body.length(), end);
        boolean isChunked = framing.toLowerCase(Locale.ROOT).contains("transfer-encoding");
        var chunked = Integer.toHexString(body.length()) + pick(random, "", "", ";a=b", ";" + "x".repeat(9_000))
                + "\r\n" + body + "\r\n0\r\n" + pick(random, "", "", "T: 1\r\n", "Content-Length: 5\r\n") + "\r\n";
        return new RawShape(line(random, targets) + end + host(random, end) + end + "Authorization: Bearer "
                + pick(random, token, token, token, "", "x.y.z", token + ", " + token) + end + type(random) + end
                + more(random, end) + end + framing + end + end + (isChunked ? chunked : body));
    }

    private static String line(Random random, List<String> targets) {
        var target = targets.get(random.nextInt(targets.size()));
        return pick(
                        random, "GET", "POST", "POST", "PUT", "DELETE", "HEAD", "post", "GET\t", "PO ST", "\u0000",
                        "OPTIONS", "TRACE")
                + pick(random, " ", " ", " ", " ", "  ", "\t")
                + pick(
                        random,
                        target,
                        target,
                        target,
                        target + "?%zz",
                        "*",
                        "http://localhost" + target,
                        "http://elsewhere.example" + target,
                        "//",
                        "/" + "a".repeat(random.nextInt(9_000)),
                        target + "/%00",
                        target + "/../..",
                        "/v1/\u00ff",
                        "")
                + " "
                + pick(
                        random,
                        "HTTP/1.1",
                        "HTTP/1.1",
                        "HTTP/1.1",
                        "HTTP/1.0",
                        "HTTP/1.2",
                        "HTTP/2.0",
                        "HTTP/9",
                        "http/1.1",
                        "");
    }

    private static String host(Random random, String end) {
        return pick(
                random,
                "Host: localhost",
                "Host: localhost",
                "Host: localhost",
                "Host:",
                "Host : localhost",
                "Host: a" + end + "Host: b",
                "X: no host");
    }

    private static String type(Random random) {
        return pick(
                random,
                "Content-Type: application/json",
                "Content-Type: application/x-ndjson",
                "Content-Type: x",
                "Content-Type:",
                "Accept: text/event-stream;q=x",
                "Expect: 100-continue",
                "Expect: the unexpected",
                "Content-Encoding: gzip");
    }

    private static String more(Random random, String end) {
        return pick(
                random,
                "X: " + "y".repeat(random.nextInt(20_000)),
                "X-\u0000: 1",
                " folded: 1",
                ": 1",
                "X",
                "Connection: close",
                "Range: bytes=0-",
                "If-None-Match: \"",
                "Idempotency-Key: " + "k".repeat(random.nextInt(400)),
                "Upgrade: websocket" + end + "Connection: Upgrade",
                "Upgrade: h2c" + end + "Connection: Upgrade, HTTP2-Settings" + end
                        + "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA");
    }

    private static String framing(Random random, int length, String end) {
        return pick(
                random,
                "Content-Length: " + length,
                "Content-Length: " + length + end + "Content-Length: " + length,
                "Content-Length: " + length + end + "Content-Length: 0",
                "Content-Length: +" + length,
                "Content-Length: -1",
                "Content-Length: 0x" + Integer.toHexString(length),
                "Content-Length: 0, " + length,
                "Content-Length: 99999999999999999999",
                "Content-Length : " + length,
                "Content-Length: " + (length + 10),
                "Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked" + end + "Content-Length: 0",
                "Content-Length: 0" + end + "Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: , chunked",
                "Transfer-Encoding: \u000bchunked",
                "Transfer-Encoding : chunked",
                "transfer-encoding: CHUNKED");
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /**
     * Sends it to a port of loopback, and returns all that is answered until the other side closes, which it has to since
     * this side sends no more; empty when it closes without a word.
     *
     * @throws AssertionError when it does not
     */
    public String send(int port, int patienceMillis) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(patienceMillis);
            try {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (SocketTimeoutException e) {
                throw new AssertionError("no answer and no end: " + text, e);
            } catch (IOException _) {
                return ""; // closed before all of it was read
            }
        }
    }

    /** What is wrong with an answer to it; empty where nothing is. */
    public String faultOf(String answer) {
        var statuses = STATUS.matcher(answer)
                .results()
                .map(each -> Integer.parseInt(each.group(1)))
                .filter(status -> status != 100)
                .toList();
        if (statuses.size() > 1) {
            return "a second request came out of it";
        }
        boolean isOfAnotherVersion = !text.lines().findFirst().orElse("").endsWith(" HTTP/1.1");
        boolean isFine = statuses.isEmpty()
                || statuses.getFirst() < 500
                || (isOfAnotherVersion
                        && (statuses.getFirst() == NOT_IMPLEMENTED || statuses.getFirst() == VERSION_NOT_SUPPORTED));
        return isFine ? "" : "it was answered " + statuses.getFirst();
    }
}
