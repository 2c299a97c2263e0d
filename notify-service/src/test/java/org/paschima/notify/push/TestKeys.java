package org.paschima.notify.push;

/** Keys of a service in tests. */
public final class TestKeys {

    public static final String PUBLIC =
            "BISl33DdSCH899DEwgN4N2K4d72q6Z_DwPljcxkMa3ZQ2uSfsvsbLCgTWiRVsugz9Zu5Jexw-eb6Ri15TXfneS8";
    public static final String PRIVATE = "td7Fd6aLPBc9GDPKXRkSTmAGx88hTKnDuxyGaueHXBk";
    public static final String SUBJECT = "mailto:push@example.org";

    private TestKeys() {}

    public static Vapid vapid() {
        return Vapid.of(PUBLIC, PRIVATE, SUBJECT);
    }
}
