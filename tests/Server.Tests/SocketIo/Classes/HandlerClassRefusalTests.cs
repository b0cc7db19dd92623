using AkkaSocketIo.Server.Tests.SocketIo.Wire;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaSocketIo.Server.Tests.SocketIo.Classes;

/// <summary>What a class that cannot handle events is told when it is registered: the method's name, and the fix.</summary>
public class HandlerClassRefusalTests
{
    [Fact]
    public async Task AClassIsLookedAtWhenItIsRegistered()
    {
        await using var server = await IoServer.StartAsync();
        var io = server.Io;
        var refusals = new[]
        {
            Refusal<Abstract>(io), Refusal<Empty>(io), Refusal<Private>(io), Refusal<OfABase>(io), Refusal<Static>(io), Refusal<Generic>(io),
            Refusal<AsyncVoid>(io), Refusal<Reserved>(io), Refusal<Twice>(io), Refusal<Span>(io), Refusal<Eight>(io), Refusal<NoConstructor>(io),
            Refusal<ManyConstructors>(io), Refusal<MissingService>(io), Refusal<MissingKeyed>(io), Refusal<MissingInMethod>(io), Refusal<Unmarked>(io),
        };
        Assert.Equal(
        [
            "Abstract is abstract: register a class that derives from it.",
            "Empty handles nothing: mark its methods with [On(\"event\")], or override OnConnectedAsync.",
            "Private.Handle is not public: make it public.",
            "Base.Handle is not public: make it public.",
            "Static.Handle is static: make it an instance method.",
            "Generic.Handle is generic, and an event has no type arguments: give its parameters types.",
            "AsyncVoid.Handle is async void: let it return a Task.",
            "Reserved.Handle: \"disconnect\" is a reserved event name (Parameter 'name') Override OnConnectedAsync, OnDisconnectingAsync or OnDisconnectedAsync for a socket's beginning and end.",
            "Twice.Second handles \"e\", and so does Twice.First: an event has one method in a class. Call one from the other.",
            "Span.Handle cannot handle an event. The parameter 'text' of 'Handle' is a ReadOnlySpan`1, which no event can fill: use a type that holds its value, such as byte[] or ReadOnlyMemory<byte>.",
            "Eight.Handle cannot handle an event. A method can have 7 parameters; 'Handle' has 8. Take EventArguments for the rest.",
            "NoConstructor needs one public constructor, or one with [ActivatorUtilitiesConstructor].",
            "ManyConstructors needs one public constructor, or one with [ActivatorUtilitiesConstructor].",
            $"The constructor of MissingService asks for 'missing', and the container has no {typeof(IMissing)}: add it to builder.Services.",
            $"The constructor of MissingKeyed asks for 'missing', and the container has no {typeof(TimeProvider)}: add it to builder.Services.",
            $"MissingInMethod.Handle asks for the service 'missing', and the container has no {typeof(IMissing)}: add it to builder.Services.",
            $"Unmarked.Handle takes 'scopes' from the event's arguments, but {typeof(IServiceScopeFactory)} is a service: mark it with [FromServices].",
        ],
        refusals);

        // Nothing of a refused class is registered.
        server.Io.On("fence", () => 1);
        await using var client = await server.ConnectAsync();
        await client.SendAsync("421[\"e\"]", "422[\"fence\"]");
        await client.ExpectAsync("432[1]");
    }

    [Fact]
    public async Task WhatCanBeChosenOrDefaultedIsAccepted()
    {
        await using var server = await IoServer.StartAsync();
        server.Io.HandleWith<Chosen>();
        await using var client = await server.ConnectAsync();
        await client.SendAsync("421[\"e\"]");
        await client.ExpectAsync("431[\"chosen, no service\"]");
    }

    [Fact]
    public async Task OnlyNamespacesOfAServerTakeClasses()
    {
        await using var server = await IoServer.StartAsync();
        Assert.Throws<ArgumentNullException>(() => ((INamespace)null!).HandleWith<Chosen>());
        Assert.Throws<ArgumentNullException>(() => ((IDynamicNamespace)null!).HandleWith<Chosen>());
        Assert.Same(server.Io, server.Io.HandleWith<Chosen>());
    }

    private static string Refusal<THandler>(SocketIoServer io)
        where THandler : SocketHandler => Assert.Throws<ArgumentException>(() => io.HandleWith<THandler>()).Message;

    public interface IMissing;

    public abstract class Abstract : SocketHandler
    {
        [On("e")]
        public void Handle()
        {
        }
    }

    public sealed class Empty : SocketHandler
    {
        public void Handle() => Socket.Emit("never");
    }

    public sealed class Private : SocketHandler
    {
        [On("e")]
        internal void Handle() => Socket.Emit("never");
    }

    public class Base : SocketHandler
    {
        [On("e")]
        private void Handle() => Socket.Emit("never");
    }

    public sealed class OfABase : Base
    {
        [On("f")]
        public void Other()
        {
        }
    }

    public sealed class Static : SocketHandler
    {
        [On("e")]
        public static void Handle()
        {
        }
    }

    public sealed class Generic : SocketHandler
    {
        [On("e")]
        public void Handle<T>(T value) => Socket.Emit("never", value);
    }

    public sealed class AsyncVoid : SocketHandler
    {
        [On("e")]
        public async void Handle() => await Task.Yield();
    }

    public sealed class Reserved : SocketHandler
    {
        [On("disconnect")]
        public void Handle()
        {
        }
    }

    public sealed class Twice : SocketHandler
    {
        [On("e")]
        public void First()
        {
        }

        [On("e")]
        public void Second()
        {
        }
    }

    public sealed class Span : SocketHandler
    {
        [On("ok")]
        public void Fine()
        {
        }

        [On("e")]
        public void Handle(ReadOnlySpan<char> text) => Socket.Emit("never", text.Length);
    }

    public sealed class Eight : SocketHandler
    {
        [On("e")]
        public void Handle(int a, int b, int c, int d, int e, int f, int g, int h)
        {
        }
    }

    public sealed class NoConstructor : SocketHandler
    {
        private NoConstructor()
        {
        }

        [On("e")]
        public void Handle()
        {
        }

        public static NoConstructor Create() => new();
    }

    public sealed class ManyConstructors : SocketHandler
    {
        public ManyConstructors()
        {
        }

        public ManyConstructors(IServiceProvider services) => ArgumentNullException.ThrowIfNull(services);

        [On("e")]
        public void Handle()
        {
        }
    }

    public sealed class MissingService(IMissing missing) : SocketHandler
    {
        [On("e")]
        public string? Handle() => missing.ToString();
    }

    public sealed class MissingKeyed([FromKeyedServices("key")] TimeProvider missing) : SocketHandler
    {
        [On("e")]
        public string? Handle() => missing.ToString();
    }

    public sealed class MissingInMethod : SocketHandler
    {
        [On("e")]
        public string? Handle([FromServices] IMissing missing) => missing.ToString();
    }

    public sealed class Unmarked : SocketHandler
    {
        [On("e")]
        public string? Handle(IServiceScopeFactory scopes) => scopes.ToString();
    }

    public sealed class Chosen : SocketHandler
    {
        private readonly string _said;

        public Chosen(string said) => _said = said;

        [ActivatorUtilitiesConstructor]
        public Chosen(IServiceProvider services, IMissing? missing = null) =>
            _said = services is not null && missing is null ? "chosen, no service" : "wrong";

        [On("e")]
        public string Handle() => _said;
    }
}
