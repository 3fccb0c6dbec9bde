package dev.hindsight.adapter.dap;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.lsp4j.debug.Source;
import org.eclipse.lsp4j.jsonrpc.validation.NonNull;

/**
 * Whether the arguments of a request are what the protocol says: what must be there is there, nothing in a list is null,
 * and everything is of its kind. LSP4J's types say all of that; without this a handler would meet it one by one.
 */
final class ArgumentShape {
    private static final String TYPES = Source.class.getPackageName();

    /** What a request must have by the protocol, and what makes no difference to it here. */
    private static final Map<String, Set<String>> NEEDLESS = Map.of(
            "initialize", Set.of("adapterID"),
            "continue", Set.of("threadId"),
            "reverseContinue", Set.of("threadId"),
            "pause", Set.of("threadId"));

    private final String command;

    private ArgumentShape(String command) {
        this.command = command;
    }

    /** Throws {@link RequestException} where the arguments do not fit the type that LSP4J has for them. */
    static void check(String command, JsonElement arguments, Type type) {
        new ArgumentShape(command).value("arguments", arguments, type);
    }

    private void value(String path, JsonElement json, Type type) {
        if (type instanceof ParameterizedType generic) {
            generic(path, json, generic);
        } else if (type instanceof Class<?> kind) {
            plain(path, json, kind);
        }
    }

    private void generic(String path, JsonElement json, ParameterizedType type) {
        if (type.getRawType().equals(Map.class)) {
            require(json.isJsonObject(), path, "an object");
        } else if (type.getRawType().equals(List.class)) {
            list(path, json, type.getActualTypeArguments()[0]);
        }
    }

    private void plain(String path, JsonElement json, Class<?> type) {
        if (type.isArray()) {
            list(path, json, type.getComponentType());
        } else if (type == int.class || type == Integer.class) {
            require(isInteger(json), path, "a whole number");
        } else if (type == boolean.class || type == Boolean.class) {
            require(json.isJsonPrimitive() && json.getAsJsonPrimitive().isBoolean(), path, "true or false");
        } else if (type == String.class || type.isEnum()) {
            // Clients write a hit condition as a number now and then.
            require(json.isJsonPrimitive(), path, "a string");
        } else if (type.getPackageName().equals(TYPES)) {
            require(json.isJsonObject(), path, "an object");
            fields(path, json.getAsJsonObject(), type);
        }
    }

    private void list(String path, JsonElement json, Type element) {
        require(json.isJsonArray(), path, "a list");
        JsonArray list = json.getAsJsonArray();
        for (int i = 0; i < list.size(); i++) {
            value(path + "[" + i + "]", list.get(i), element);
        }
    }

    private void fields(String path, JsonObject given, Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            JsonElement value = given.get(field.getName());
            String inside = path.equals("arguments") ? field.getName() : path + "." + field.getName();
            if (value != null && !value.isJsonNull()) {
                value(inside, value, field.getGenericType());
            } else if (isNeeded(field)) {
                throw new RequestException("%s needs \"%s\".".formatted(command, inside));
            }
        }
    }

    private boolean isNeeded(Field field) {
        boolean required =
                field.isAnnotationPresent(NonNull.class) || field.getType().isPrimitive();
        return required
                && !Modifier.isStatic(field.getModifiers())
                && !NEEDLESS.getOrDefault(command, Set.of()).contains(field.getName());
    }

    private static boolean isInteger(JsonElement json) {
        return json.isJsonPrimitive()
                && json.getAsJsonPrimitive().isNumber()
                && json.getAsDouble() == (int) json.getAsDouble();
    }

    private void require(boolean holds, String path, String wanted) {
        if (!holds) {
            throw new RequestException("%s: \"%s\" must be %s.".formatted(command, path, wanted));
        }
    }
}
