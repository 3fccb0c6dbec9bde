package dev.hindsight.adapter.dap;

import dev.hindsight.emulator.client.ClientEvent;
import java.util.function.Consumer;

/** Where the machine of a debug session comes from. */
interface MachineSource {
    /**
     * How many sessions there can be at a time.
     *
     * @param full what to tell whoever comes when there are so many
     */
    record Capacity(int sessions, String full) {}

    Capacity capacity();

    /** Starts a machine; the listener is told its events from then on. */
    Debuggee launch(LaunchArguments arguments, String clientName, Consumer<ClientEvent> listener);

    /** Joins a machine that is there. */
    Debuggee attach(AttachArguments arguments, String clientName, Consumer<ClientEvent> listener);
}
