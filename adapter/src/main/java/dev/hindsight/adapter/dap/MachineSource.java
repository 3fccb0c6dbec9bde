package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.target.TargetEvent;
import java.util.function.Consumer;

/** Where the machine of a debug session comes from. */
interface MachineSource {
    /** Starts a machine; the listener is told its events from then on. */
    Debuggee launch(LaunchArguments arguments, String clientName, Consumer<TargetEvent> listener);

    /** Joins a machine that is there. */
    Debuggee attach(AttachArguments arguments, String clientName, Consumer<TargetEvent> listener);
}
