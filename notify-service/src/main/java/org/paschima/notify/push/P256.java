package org.paschima.notify.push;

import java.math.BigInteger;
import java.util.Arrays;

/** Whether bytes are a point of the curve that browsers use: one that is not would give away what it is multiplied with. */
public final class P256 {

    private static final int COORDINATE = 32;
    private static final byte UNCOMPRESSED = 4;
    private static final BigInteger P =
            new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    private static final BigInteger B =
            new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
    private static final BigInteger THREE = BigInteger.valueOf(3);

    private P256() {}

    /** In the uncompressed form of SEC 1: 4, x, y. */
    public static boolean isPoint(byte[] bytes) {
        if (bytes.length != 1 + 2 * COORDINATE || bytes[0] != UNCOMPRESSED) {
            return false;
        }
        var x = new BigInteger(1, Arrays.copyOfRange(bytes, 1, 1 + COORDINATE));
        var y = new BigInteger(1, Arrays.copyOfRange(bytes, 1 + COORDINATE, bytes.length));
        if (x.compareTo(P) >= 0 || y.compareTo(P) >= 0) {
            return false;
        }
        var right = x.modPow(THREE, P).subtract(THREE.multiply(x)).add(B).mod(P);
        return y.modPow(BigInteger.TWO, P).equals(right);
    }
}
