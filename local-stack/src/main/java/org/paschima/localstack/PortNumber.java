package org.paschima.localstack;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a port that a service shall listen on; 0 is any free one. */
final class PortNumber implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new TypeConversionException("it must be a port, 0 to 65535 (0: any free one)");
    }
}
