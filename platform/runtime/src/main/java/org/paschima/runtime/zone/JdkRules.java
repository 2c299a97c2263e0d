package org.paschima.runtime.zone;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamConstants;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The rules that the JDK carries, read from its {@code tzdb.dat}: its own provider cannot be had beside another one.
 *
 * <p>The file holds each zone as {@link ZoneRules} writes itself, so it is put into the frame of a serialized object, whose
 * form the documentation of {@code java.time.zone.Ser} fixes.
 */
final class JdkRules {

    private static final long SERIAL_VERSION_OF_SER = -8885321777449118786L;

    private final Path file;
    private RulesVersion version = new RulesVersion(1970, "a", "1970a");
    private String[] regions = {};
    private byte[][] rules = {};
    private final Map<String, Integer> ruleOf = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();

    private JdkRules(Path file) {
        this.file = file;
    }

    static JdkRules of(Path javaHome) {
        var jdk = new JdkRules(javaHome.resolve("lib").resolve("tzdb.dat"));
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(jdk.file)))) {
            jdk.read(in);
            return jdk;
        } catch (IOException e) {
            throw new BadZoneRulesException("the JDK's time zone rules in " + jdk.file
                    + " cannot be read; use a JDK 25 as its makers ship it, or name a directory with ZONEINFO_DIR");
        }
    }

    private void read(DataInputStream in) throws IOException {
        if (in.readByte() != 1 || !in.readUTF().equals("TZDB") || in.readShort() != 1) {
            throw new IOException("not of the known form");
        }
        version = RulesVersion.parse(in.readUTF()).orElse(version);
        regions = new String[in.readShort()];
        for (int i = 0; i < regions.length; i++) {
            regions[i] = in.readUTF();
        }
        rules = new byte[in.readShort()][];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = new byte[in.readShort()];
            in.readFully(rules[i]);
        }
        for (int i = in.readShort(); i > 0; i--) {
            var region = regions[in.readShort()];
            ruleOf.put(region, in.readShort() & 0xffff);
        }
        for (int i = in.readShort(); i > 0; i--) {
            var alias = regions[in.readShort()];
            aliases.put(alias, regions[in.readShort()]);
        }
    }

    RulesVersion version() {
        return version;
    }

    /** Another name of the same zone. */
    Map<String, String> aliases() {
        return aliases;
    }

    RuleSet all() {
        var zones = new HashMap<String, Supplier<ZoneRules>>();
        ruleOf.forEach((region, rule) -> zones.put(region, new OnDemand(() -> rules(rules[rule]))));
        return new RuleSet(version, zones);
    }

    private ZoneRules rules(byte[] written) {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(framed(written)))) {
            return (ZoneRules) in.readObject();
        } catch (IOException | ClassNotFoundException | ClassCastException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    private static byte[] framed(byte[] written) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeShort(ObjectStreamConstants.STREAM_MAGIC);
        out.writeShort(ObjectStreamConstants.STREAM_VERSION);
        out.writeByte(ObjectStreamConstants.TC_OBJECT);
        out.writeByte(ObjectStreamConstants.TC_CLASSDESC);
        out.writeUTF("java.time.zone.Ser");
        out.writeLong(SERIAL_VERSION_OF_SER);
        out.writeByte(ObjectStreamConstants.SC_EXTERNALIZABLE | ObjectStreamConstants.SC_BLOCK_DATA);
        out.writeShort(0);
        out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
        out.writeByte(ObjectStreamConstants.TC_NULL);
        out.writeByte(ObjectStreamConstants.TC_BLOCKDATALONG);
        out.writeInt(written.length);
        out.write(written);
        out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
        return bytes.toByteArray();
    }
}
