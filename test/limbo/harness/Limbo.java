import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.GsonBuilder;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** The line protocol of the corpus, for harnesses in Java. */
final class Limbo {
  /** How many elements of a list are shown: a case that measures the peer must not measure JSON. */
  static final int MOST = 1000;
  static final String[] REASONS = {"unspecified", "keyCompromise", "cACompromise", "affiliationChanged", "superseded",
      "cessationOfOperation", "certificateHold", null, "removeFromCRL", "privilegeWithdrawn", "aACompromise"};
  static final String[] STATUSES = {"successful", "malformedRequest", "internalError", "tryLater", null, "sigRequired",
      "unauthorized"};

  /** Puts what it finds into the answer; what it throws refuses the message, in the peer's own words. */
  interface Operation {
    void answer(byte[] message, JsonObject inputs, JsonObject answer) throws Exception;
  }

  private Limbo() {}

  static byte[] bytes(JsonObject object, String name) {
    return object.has(name) ? Base64.getDecoder().decode(object.get(name).getAsString()) : null;
  }

  static String hex(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }

  static JsonElement time(Date date) {
    return date == null ? JsonNull.INSTANCE
        : new JsonPrimitive(date.toInstant().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  static Date date(JsonObject inputs, String name) {
    return Date.from(Instant.parse(inputs.get(name).getAsString()));
  }

  static JsonObject object(JsonObject parent, String name) {
    JsonObject child = new JsonObject();
    parent.add(name, child);
    return child;
  }

  static JsonArray array(JsonObject parent, String name) {
    JsonArray child = new JsonArray();
    parent.add(name, child);
    return child;
  }

  static void verdict(JsonObject answer, String verdict, String detail) {
    answer.addProperty("verdict", verdict);
    if (detail != null) {
      answer.addProperty("detail", detail);
    }
  }

  private static JsonArray strings(Iterable<String> names) {
    JsonArray array = new JsonArray();
    names.forEach(array::add);
    return array;
  }

  static void run(String peer, String version, List<String> features, Map<String, Operation> operations)
      throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    com.google.gson.Gson gson = new GsonBuilder().serializeNulls().disableHtmlEscaping().create();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonObject question = JsonParser.parseString(line).getAsJsonObject();
      JsonObject answer = new JsonObject();
      if (question.has("hello")) {
        answer.addProperty("peer", peer);
        answer.addProperty("version", version);
        answer.addProperty("clock", "input");
        answer.add("ops", strings(operations.keySet()));
        answer.add("features", strings(features));
        answer.add("hashes", strings(List.of("sha1", "sha256", "sha384", "sha512")));
        answer.add("signatures", strings(List.of("rsa", "pss", "ecdsa")));
      } else {
        String operation = question.get("op").getAsString();
        answer.add("id", question.get("id"));
        long begin = System.nanoTime();
        try {
          operations.get(operation).answer(bytes(question, "input"), question.getAsJsonObject("inputs"), answer);
        } catch (Exception error) {
          verdict(answer, operation.equals("verify") ? "untrusted" : "reject", error.toString());
        }
        answer.addProperty("ns", System.nanoTime() - begin);
      }
      out.println(gson.toJson(answer));
      out.flush();
    }
  }
}
