package org.paschima.notify.domain;

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
        try {
            var json = (Json.Obj) JsonReader.read(stored);
            var problems = new Problems();
            var receipt = ReceiptCodec.receipt(new Fields(json, "", problems, Strictness.LOG), problems);
            if (receipt == null) {
                return stored;
            }
            return text(language, receipt).map(text -> with(json, text)).orElse(stored);
        } catch (MalformedJsonException | RuntimeException _) {
            // whatever is odd about a receipt, it can be shown as it is
            return stored;
        }
    }

    private static Optional<String> text(Language language, Receipt receipt) {
        var inputs = InputsJson.read(receipt);
        return inputs.language() == language
                ? Optional.empty()
                : Policies.text(receipt.policyVersion(), inputs.in(language), receipt);
    }

    private static byte[] with(Json.Obj receipt, String text) {
        var fields = new LinkedHashMap<>(receipt.fields());
        fields.put("text", new Json.Str(text));
        return JsonWriter.bytes(new Json.Obj(fields));
    }
}
