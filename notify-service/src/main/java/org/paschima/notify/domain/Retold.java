package org.paschima.notify.domain;

import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.paschima.contract.Language;
import org.paschima.contract.Receipt;
import org.paschima.contract.codec.ReceiptCodec;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.JsonWriter;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.Strictness;

/**
 * Stored receipts as they are told in the language of who asks: the sentence is worded anew from what the receipt says was
 * looked at, and all else stays as it was decided. What is stored does not change.
 */
public final class Retold {

    private Retold() {}

    /** The same receipt, told in a language; as it is stored where nothing is asked for, or where its version knows one language. */
    public static byte[] in(Optional<Language> language, byte[] stored) {
        return language.map(asked -> in(asked, stored)).orElse(stored);
    }

    private static byte[] in(Language language, byte[] stored) {
        return json(stored)
                .flatMap(json -> text(language, json).map(text -> with(json, text)))
                .orElse(stored);
    }

    private static Optional<String> text(Language language, Json.Obj json) {
        var problems = new Problems();
        var receipt = ReceiptCodec.receipt(new Fields(json, "", problems, Strictness.LOG), problems);
        return receipt == null
                ? Optional.empty()
                : inputs(receipt)
                        .filter(inputs -> inputs.language() != language)
                        .flatMap(inputs -> Policies.text(receipt.policyVersion(), inputs.in(language), receipt));
    }

    private static Optional<Json.Obj> json(byte[] stored) {
        try {
            return JsonReader.read(stored) instanceof Json.Obj json ? Optional.of(json) : Optional.empty();
        } catch (MalformedJsonException _) {
            return Optional.empty();
        }
    }

    /** Empty where a receipt lacks an input or has one that this release cannot read: it can be shown as it is. */
    private static Optional<Inputs> inputs(Receipt receipt) {
        try {
            return Optional.of(InputsJson.read(receipt));
        } catch (DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static byte[] with(Json.Obj receipt, String text) {
        var fields = new LinkedHashMap<>(receipt.fields());
        fields.put("text", new Json.Str(text));
        return JsonWriter.bytes(new Json.Obj(fields));
    }
}
