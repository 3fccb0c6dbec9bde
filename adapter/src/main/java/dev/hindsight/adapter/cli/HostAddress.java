package dev.hindsight.adapter.cli;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An address of this computer on the command line, in numbers or by name. */
final class HostAddress implements ITypeConverter<InetAddress> {
    @Override
    public InetAddress convert(String text) {
        try {
            InetAddress address = InetAddress.getByName(text);
            boolean ours = address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
            if (ours && !text.isBlank()) {
                return address;
            }
        } catch (UnknownHostException | SocketException e) {
            // said below
        }
        throw new TypeConversionException("\"" + text
                + "\" is not an address of this computer: use one such as 127.0.0.1, " + "or 0.0.0.0 for all of them");
    }
}
