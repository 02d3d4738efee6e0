package dev.skbtrail.recorder.hold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class FamilyTest {
    /** Reassembly: one packet takes the data of 50,000 packets, each with a family of its own. */
    @Test
    void movesEachPacketOnceHoweverManyAreJoined() {
        Family family = new Member(0).family;
        for (int packet = 1; packet <= 50_000; packet++) {
            Family other = new Member(packet).family;
            assertSame(packet == 1 ? other : family, Family.larger(other, family));
            Family to = Family.larger(other, family);
            to.adopt(to == other ? family : other);
            family = to;
        }
        assertEquals(50_001, family.members.size());
    }
}
