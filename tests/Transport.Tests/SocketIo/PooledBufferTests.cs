using System.Buffers;
using System.Text;
using AkkaSocketIo.Transport.SocketIo;
using CsCheck;

namespace AkkaSocketIo.Transport.Tests.SocketIo;

public class PooledBufferTests
{
    [Fact]
    public void WhatIsWrittenStaysWhileItGrows() =>
        Gen.Byte.Array[0, 500].Array[0, 20].Sample(parts =>
        {
            var buffer = new PooledBuffer(kept: 1024);
            foreach (var part in parts)
            {
                buffer.Write(part);
            }

            var isWhole = buffer.Written.SequenceEqual(parts.SelectMany(p => p).ToArray());
            buffer.Clear();
            return isWhole && buffer.Written.IsEmpty;
        });

    [Fact]
    public void NoMoreIsWrittenThanThereIsRoomFor()
    {
        var buffer = new PooledBuffer(kept: 16);
        var room = buffer.GetSpan(1).Length;
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(room + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(-1));
    }

    [Fact]
    public void ALargePacketCostsItsOwnSizeOnly()
    {
        var options = SocketIoJson.Freeze(SocketIoJson.CreateOptions());
        var text = new string('x', 200_000);
        EncodedPacket? packet = null;
        void Write()
        {
            using var writer = PacketWriter.RentArray();
            writer.Write("x", options);
            writer.Write(text, options);
            packet = writer.ToPacket(JsonCodec.Instance, SocketIoPacketType.Event, "/", SocketIoPacket.NoId);
        }

        Write();
        Assert.InRange(HostileInput.AllocatedBy(Write), text.Length, text.Length * 3 / 2);
        Assert.Equal($"42[\"x\",\"{text}\"]", Encoding.UTF8.GetString(packet!.Text!));
    }
}
