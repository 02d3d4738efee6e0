package dev.skbtrail.analyzer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.skbtrail.analyzer.SyntheticTrace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The macros behind --host, for each notation of an address. */
class NetworksTest {
    private static final Path ROUTER = SyntheticTrace.shared("router");

    @Test
    void findsAnAddressInItsNetworksHoweverItIsWritten() {
        assertRows(
                """
                ('10.1.2.3', '10.0.0.0/8'), ('11.1.2.3', '10.0.0.0/8'), ('10.1.2.3', '10.1.2.3'),
                ('fd00::1', 'fd00::/8'), ('fd00:0:0:0:0:0:0:1', 'fd00::1'), ('::1', '::/0'),
                ('::ffff:10.1.2.3', '::ffff:a01:203'), ('::ffff:a01:203', '::ffff:10.1.2.3'),
                ('::FFFF:10.1.2.3', '::ffff:0:0/96'), ('::ffff:10.1.2.3', '::ffff:10.0.0.0/104'),
                ('::ffff:11.1.2.3', '::ffff:10.0.0.0/104'),
                ('0:0:0:0:0:ffff:10.1.2.3', '::ffff:10.1.2.3'),
                ('1::2.3.4.5', '1::203:405'), ('64:ff9b::192.0.2.1', '64:ff9b::/96'),
                ('::10.1.2.3', '::ffff:0:0/96')""",
                """
                10.1.2.3,10.0.0.0/8,true
                11.1.2.3,10.0.0.0/8,false
                10.1.2.3,10.1.2.3,true
                fd00::1,fd00::/8,true
                fd00:0:0:0:0:0:0:1,fd00::1,true
                ::1,::/0,true
                ::ffff:10.1.2.3,::ffff:a01:203,true
                ::ffff:a01:203,::ffff:10.1.2.3,true
                ::FFFF:10.1.2.3,::ffff:0:0/96,true
                ::ffff:10.1.2.3,::ffff:10.0.0.0/104,true
                ::ffff:11.1.2.3,::ffff:10.0.0.0/104,false
                0:0:0:0:0:ffff:10.1.2.3,::ffff:10.1.2.3,true
                1::2.3.4.5,1::203:405,true
                64:ff9b::192.0.2.1,64:ff9b::/96,true
                ::10.1.2.3,::ffff:0:0/96,false
                """);
    }

    /** An IPv4-mapped address is an IPv6 address: the packet has an IPv6 header. */
    @Test
    void keepsIpv4AndIpv6Apart() {
        assertRows(
                """
                ('::ffff:10.1.2.3', '10.0.0.0/8'), ('::ffff:10.1.2.3', '0.0.0.0/0'),
                ('10.1.2.3', '::ffff:0:0/96'), ('10.1.2.3', '::/0')""",
                """
                ::ffff:10.1.2.3,10.0.0.0/8,false
                ::ffff:10.1.2.3,0.0.0.0/0,false
                10.1.2.3,::ffff:0:0/96,false
                10.1.2.3,::/0,false
                """);
    }

    @Test
    void takesNothingElseForAnAddress() {
        assertRows(
                """
                ('10.1.2', '::/0'), ('::10.1.2', '::/0'), ('::1.2.3.4.5', '::/0'),
                ('::1.2.3.256', '::/0'), ('1.2.3.4::', '::/0'), ('::1.2.3.4:5', '::/0'),
                ('1:2:3:4:5:6:7:1.2.3.4', '::/0'), ('1::2::3', '::/0'), ('::1', '::1.2.3.4/129')""",
                """
                10.1.2,::/0,
                ::10.1.2,::/0,
                ::1.2.3.4.5,::/0,
                ::1.2.3.256,::/0,
                1.2.3.4::,::/0,
                ::1.2.3.4:5,::/0,
                1:2:3:4:5:6:7:1.2.3.4,::/0,
                1::2::3,::/0,
                ::1,::1.2.3.4/129,
                """);
    }

    private static void assertRows(String pairs, String expected) {
        String sql =
                "SELECT address, network, starts_with(ip_bits(address), network_bits(network))"
                        + " AS inside FROM (VALUES "
                        + pairs
                        + ") AS t (address, network)";
        assertEquals(
                "address,network,inside\n" + expected,
                Cli.run("sql", ROUTER, sql, "--format", "csv").out());
    }
}
