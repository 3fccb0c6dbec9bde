package dev.hindsight.adapter.stepping;

import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A log point's text; what stands in braces is an expression. */
public record LogMessage(String text) {
    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");

    /** The text with the value of each expression. */
    String filledBy(UnaryOperator<String> evaluate) {
        return BRACES.matcher(text)
                .replaceAll((MatchResult match) -> Matcher.quoteReplacement(evaluate.apply(match.group(1))));
    }
}
