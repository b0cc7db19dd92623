using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace AkkaSocketIo;

/// <summary>
/// Values that belong to a socket, each kept as JSON from the moment it is set: changing an object afterwards changes
/// nothing here. All together they take at most <c>max-data-bytes</c>. Safe from any thread.
/// </summary>
public sealed class SocketData
{
    private const long ReadOnly = -1;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, byte[]> _values = new(StringComparer.Ordinal);
    private readonly JsonSerializerOptions _json;
    private readonly long _limit;
    private long _size;

    internal SocketData(JsonSerializerOptions json, long limit)
    {
        _json = json;
        _limit = limit;
    }

    /// <summary>What another server's socket had: it cannot be changed here.</summary>
    internal SocketData(JsonSerializerOptions json, JsonElement values)
        : this(json, ReadOnly)
    {
        foreach (var value in values.EnumerateObject())
        {
            _values[value.Name] = JsonSerializer.SerializeToUtf8Bytes(value.Value);
        }
    }

    /// <summary>The keys, as they are now: a copy.</summary>
    public IReadOnlyCollection<string> Keys
    {
        get
        {
            lock (_gate)
            {
                return [.. _values.Keys];
            }
        }
    }

    /// <summary>Sets a value.</summary>
    /// <exception cref="InvalidOperationException">
    /// The data would take more than <c>max-data-bytes</c>, or the socket is another server's; nothing is changed.
    /// </exception>
    public void Set<T>(string key, T value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ThrowIfReadOnly();
        var written = JsonSerializer.SerializeToUtf8Bytes(value, _json);
        lock (_gate)
        {
            var before = _values.TryGetValue(key, out var old) ? old.Length : -key.Length;
            var size = _size - before + written.Length;
            if (size > _limit)
            {
                throw new InvalidOperationException(
                    $"The data of a socket may take {_limit} bytes (max-data-bytes); with '{key}' it would take {size}.");
            }

            _values[key] = written;
            _size = size;
        }
    }

    /// <summary>A value, or the type's default when there is none.</summary>
    /// <exception cref="JsonException">It is no <typeparamref name="T"/>.</exception>
    public T? Get<T>(string key) => Find(key) is { } written ? JsonSerializer.Deserialize<T>(written, _json) : default;

    /// <summary>A value; false when there is none.</summary>
    /// <exception cref="JsonException">It is no <typeparamref name="T"/>.</exception>
    public bool TryGet<T>(string key, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (Find(key) is not { } written)
        {
            return false;
        }

        value = JsonSerializer.Deserialize<T>(written, _json)!;
        return true;
    }

    /// <summary>Removes a value; false when there was none.</summary>
    /// <exception cref="InvalidOperationException">The socket is another server's.</exception>
    public bool Remove(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ThrowIfReadOnly();
        lock (_gate)
        {
            if (!_values.Remove(key, out var old))
            {
                return false;
            }

            _size -= old.Length + key.Length;
            return true;
        }
    }

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        lock (_gate)
        {
            foreach (var (key, written) in _values)
            {
                json.WritePropertyName(key);
                json.WriteRawValue(written, skipInputValidation: true);
            }
        }

        json.WriteEndObject();
    }

    private void ThrowIfReadOnly()
    {
        if (_limit == ReadOnly)
        {
            throw new InvalidOperationException("The data of another server's socket can only be read: change it where the socket is, for example by ServerSideEmit.");
        }
    }

    private byte[]? Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (_gate)
        {
            return _values.GetValueOrDefault(key);
        }
    }
}
