package dev.hindsight.emulator.session;

import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is at the machine, from where each of them reads, and what they are told. Belongs to the machine's thread. */
final class ClientRegistry {
    private final Timeline timeline;
    private final List<SharedClient> clients = new ArrayList<>();

    ClientRegistry(Timeline timeline) {
        this.timeline = timeline;
    }

    void add(SharedClient client) {
        clients.add(client);
    }

    void remove(SharedClient client) {
        clients.remove(client);
    }

    /** Bytes that hold where they were. */
    long trailBytes() {
        return clients.stream().mapToLong(each -> each.jumps().bytes()).sum();
    }

    /** Their trails lead nowhere that history does not hold any more. */
    void forgetPlacesThatAreGone() {
        clients.forEach(each -> each.jumps().keep(timeline::holds, timeline.mark()));
    }

    void tell(ClientEvent event) {
        List.copyOf(clients).forEach(each -> each.tell(event));
    }

    void tellOthers(SharedClient than, ClientEvent event) {
        for (SharedClient client : List.copyOf(clients)) {
            if (client != than) {
                client.tell(event);
            }
        }
    }

    /** Everyone else who stands where the machine stands reads from there from now on. */
    void leaveOthersBehind(SharedClient mover) {
        @Nullable View view = null;
        for (SharedClient other : clients) {
            if (other != mover && other.leftBehindAt() == null) {
                view = view == null ? new View(timeline, mover.name()) : view;
                other.stayBehind(view);
            }
        }
    }

    /** Whoever was left behind at just this state, and no other, reads from the machine again. */
    void rejoinWhoStandsHere() {
        for (SharedClient client : clients) {
            View view = client.leftBehindAt();
            if (view != null && view.isWhere(timeline)) {
                client.dropView();
            }
        }
    }
}
