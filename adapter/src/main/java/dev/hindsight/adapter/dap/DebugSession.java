package dev.hindsight.adapter.dap;

/** The topics of a session that debugs something. */
record DebugSession(Execution execution) {
    static DebugSession of(Debuggee debuggee, ClientProfile client, Announcer announcer, RequestThread requests) {
        return new DebugSession(new Execution(debuggee, announcer, requests));
    }
}
