package org.paschima.notify.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where messages may be sent. A studio names the address, and this service stands inside an operator's network: so only
 * public addresses are taken, after the name was resolved, at the start and at each redirect; and the connection goes to the
 * very address that was checked, whatever the name means a moment later.
 */
public final class Targets {

    public static final String RULE = "an https address, without a user, of a host that the public network knows";
    private static final int LONGEST = 1_024;

    private final boolean isPlainAllowed;
    private final Predicate<InetAddress> allowed;
    private final Names names;

    /** What a name stands for, by whoever knows. */
    @FunctionalInterface
    public interface Names {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /**
     * Rules.
     *
     * @param isPlainAllowed whether http is taken too
     * @param allowed which addresses are connected to
     */
    public Targets(boolean isPlainAllowed, Predicate<InetAddress> allowed, Names names) {
        this.isPlainAllowed = isPlainAllowed;
        this.allowed = allowed;
        this.names = names;
    }

    public static Targets publicOnly(Names names) {
        return new Targets(false, Targets::isPublic, names);
    }

    /** Private addresses and plain http too: within one network, and in tests. */
    public static Targets any(Names names) {
        return new Targets(true, _ -> true, names);
    }

    /** The address as text says it, as far as text can say. */
    public Optional<URI> read(String text) {
        try {
            var uri = URI.create(text);
            return isWellFormed(uri) && text.length() <= LONGEST ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private boolean isWellFormed(URI uri) {
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && (scheme.equals("https") || (isPlainAllowed && scheme.equals("http")))
                && uri.getPort() != 0
                && uri.getPort() <= 65_535;
    }

    /** The one to connect to; empty where it may not be. All that the name stands for have to be public. Blocks. */
    public Optional<InetAddress> of(URI uri) throws UnknownHostException {
        if (!isWellFormed(uri)) {
            return Optional.empty();
        }
        var host = uri.getHost();
        var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        var all = List.of(names.resolve(bare));
        return all.isEmpty() || !all.stream().allMatch(allowed) ? Optional.empty() : Optional.of(all.getFirst());
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    /** By the registry of special-purpose addresses (RFC 6890 and after). */
    private static boolean isPublic4(byte[] bytes) {
        int a = bytes[0] & 0xff;
        int b = bytes[1] & 0xff;
        int c = bytes[2] & 0xff;
        return a != 0
                && a < 224
                && !(a == 100 && b >= 64 && b < 128)
                && !(a == 192 && b == 0 && (c == 0 || c == 2))
                && !(a == 192 && b == 88 && c == 99)
                && !(a == 198 && (b == 18 || b == 19))
                && !(a == 198 && b == 51 && c == 100)
                && !(a == 203 && b == 0 && c == 113);
    }

    /**
     * Global unicast alone (2000::/3), and of it nothing that carries another address: Teredo and the rest of 2001::/23, 6to4,
     * documentation. IPv4-mapped, -compatible and NAT64 forms, and unique local addresses lie outside.
     */
    private static boolean isPublic6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        int second = (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
        return (first & 0xe000) == 0x2000
                && !(first == 0x2001 && second < 0x0200)
                && !(first == 0x2001 && second == 0x0db8)
                && first != 0x2002
                && !(first == 0x3fff && second < 0x1000);
    }
}
