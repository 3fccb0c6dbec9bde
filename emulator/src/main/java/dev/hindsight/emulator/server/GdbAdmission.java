package dev.hindsight.emulator.server;

/**
 * Who may come in as a debugger: one that begins with an acknowledgement, a packet or an interrupt. A browser, which any web
 * page can send here with packets in the body of a request, begins with a method. A page may even choose that, as {@code
 * $c#63}, but a space follows: no debugger sends one before the first byte that no method can have.
 */
final class GdbAdmission {
    private static final String FIRST = "+-$\003";
    /** [RFC 9110, 5.6.2] What a method may have besides letters and digits. */
    private static final String IN_METHODS = "!#$%&'*+-.^_`|~";

    private boolean admitted;

    /** Whether a debugger begins so; negative is the end of the stream. */
    static boolean mayBegin(int first) {
        return FIRST.indexOf(first) >= 0;
    }

    /** Whether these bytes may come next, the first included; none of them is to be obeyed otherwise. */
    boolean admits(byte[] bytes, int count) {
        for (int i = 0; i < count && !admitted; i++) {
            if (bytes[i] == ' ') {
                return false;
            }
            admitted = !mayBeInMethod((char) (bytes[i] & 0xff));
        }
        return true;
    }

    private static boolean mayBeInMethod(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || IN_METHODS.indexOf(c) >= 0;
    }
}
